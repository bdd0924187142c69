package io.kintsugi.cli.audit;

import io.kintsugi.cli.audit.AuditFinding.Severity;
import io.kintsugi.cli.console.Ink;
import io.kintsugi.cli.console.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to "may this database move here": each finding with its remedy, then one sentence. */
public record AuditReport(int definitions, List<AuditFinding> findings) {
    public AuditReport {
        findings = List.copyOf(findings);
    }

    /** Whether every definition could be made under the topology as it is. */
    public boolean isAllowed() {
        return refused() == 0;
    }

    private long refused() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.REFUSED)
                .count();
    }

    public List<String> lines(Ink ink) {
        List<String> lines = new ArrayList<>();
        for (AuditFinding finding : findings) {
            String label = finding.severity() == Severity.REFUSED ? ink.red("refused") : ink.gold("notice ");
            String code = finding.code().isEmpty() ? "" : ink.dim(" [" + finding.code() + "]");
            lines.add(label + "  " + finding.kind() + " " + ink.bold(finding.name()) + code);
            lines.add("         " + finding.what());
            lines.add("         " + ink.dim("do  ") + ink.blue(finding.remedy()));
        }
        lines.addAll(findings.isEmpty() ? List.of() : List.of(""));
        lines.add(summary(ink));
        return lines;
    }

    private String summary(Ink ink) {
        String examined = counted(definitions, "definition") + " examined";
        if (findings.isEmpty()) {
            return ink.green("Everything is allowed") + ": " + examined + ".";
        }
        long notices = findings.size() - refused();
        String verdict = isAllowed()
                ? ink.green("Everything is allowed")
                : ink.red(refused() + (refused() == 1 ? " is" : " are") + " refused");
        return verdict + ": " + examined + ", " + counted(notices, "notice") + ".";
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("definitions", definitions);
        json.put("allowed", isAllowed());
        json.put("findings", findings.stream().map(AuditFinding::json).toList());
        return JsonWriter.pretty(json);
    }
}
