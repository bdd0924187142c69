package io.kintsugi.cli.validate;

import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.Ink;
import io.kintsugi.cli.console.JsonWriter;
import io.kintsugi.cli.validate.SchemaFinding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer about an existing schema: refused definitions first, then decisions, then one sentence. */
record SchemaReport(String against, int definitions, List<SchemaFinding> findings) {
    SchemaReport {
        findings = List.copyOf(findings);
    }

    int exitCode() {
        return count(Severity.REFUSED) > 0 ? ExitCode.PRECONDITION : ExitCode.OK;
    }

    List<String> lines(Ink ink) {
        List<String> lines = new ArrayList<>();
        for (Severity severity : List.of(Severity.REFUSED, Severity.DECISION)) {
            findings.stream()
                    .filter(finding -> finding.severity() == severity)
                    .forEach(finding -> lines.addAll(lines(finding, ink)));
        }
        lines.add(summary(ink));
        return lines;
    }

    private static List<String> lines(SchemaFinding finding, Ink ink) {
        boolean refused = finding.severity() == Severity.REFUSED;
        String label = refused ? ink.red("refused") : ink.gold("decide");
        String code = finding.code().isEmpty() ? "" : ink.dim(" [" + finding.code() + "]");
        return List.of(
                label + "  " + ink.bold(finding.subject()) + code,
                "         " + finding.what(),
                "         " + ink.dim("do  ") + ink.blue(finding.remedy()));
    }

    private String summary(Ink ink) {
        long refused = count(Severity.REFUSED);
        long decisions = count(Severity.DECISION);
        String of = " of " + definitions + " definitions of " + against;
        String decide = decisions == 0 ? "" : "; " + decisions + " to decide";
        return refused == 0
                ? ink.green("None") + of + " would be refused" + decide + "."
                : ink.red(String.valueOf(refused)) + of + " would be refused" + decide + ".";
    }

    private long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("against", against);
        json.put("definitions", definitions);
        json.put("refused", count(Severity.REFUSED));
        json.put("decisions", count(Severity.DECISION));
        json.put("findings", findings.stream().map(SchemaFinding::json).toList());
        return JsonWriter.pretty(json);
    }
}
