package io.kintsugi.cli.doctor;

import io.kintsugi.cli.console.Ink;
import io.kintsugi.cli.console.JsonWriter;
import io.kintsugi.cli.console.TextTable;
import io.kintsugi.cli.console.TextTable.Cell;
import io.kintsugi.cli.doctor.Finding.Severity;
import io.kintsugi.node.probe.NodeFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The answer: a line for each node, then each finding with its remedy, then one sentence. */
record DoctorReport(List<Patient> patients, List<Finding> findings) {
    private static final String WELL = "ok";

    DoctorReport {
        patients = List.copyOf(patients);
        findings = List.copyOf(findings);
    }

    List<String> lines(Ink ink) {
        List<String> lines = new ArrayList<>(nodes(ink));
        lines.add("");
        grouped().forEach((finding, subjects) -> {
            lines.add(label(finding.severity(), ink) + "  " + ink.bold(String.join(", ", subjects)));
            lines.add("         " + finding.what());
            lines.add("         " + ink.dim("do  ") + ink.blue(finding.remedy()));
        });
        lines.addAll(findings.isEmpty() ? List.of() : List.of(""));
        lines.add(summary(ink));
        return lines;
    }

    /** What is said of several nodes is said once. */
    private Map<Finding, List<String>> grouped() {
        Map<Finding, List<String>> groups = new LinkedHashMap<>();
        for (Finding finding : findings) {
            Finding same = new Finding(finding.severity(), "", finding.what(), finding.remedy());
            groups.computeIfAbsent(same, key -> new ArrayList<>()).add(finding.subject());
        }
        return groups;
    }

    private List<String> nodes(Ink ink) {
        TextTable table = new TextTable("node", "shard", "role", "address", "server", "lag", "state");
        for (Patient patient : patients) {
            Optional<NodeFacts> facts = patient.report().facts();
            table.row(
                    Cell.plain(patient.name()),
                    Cell.plain(patient.identity().shard()),
                    Cell.plain(patient.role()),
                    Cell.plain(patient.node().address()),
                    Cell.plain(facts.map(NodeFacts::serverVersion).orElse("")),
                    Cell.plain(facts.map(DoctorReport::lag).orElse("")),
                    state(patient, ink));
        }
        return table.lines(ink);
    }

    private static String lag(NodeFacts facts) {
        return facts.replayLagMillis().isPresent() ? facts.replayLagMillis().getAsLong() + " ms" : "";
    }

    private Cell state(Patient patient, Ink ink) {
        return switch (worst(patient.name()).map(Severity::name).orElse("")) {
            case "WARNING" -> new Cell("warning", ink::gold);
            case "PROBLEM" -> new Cell("problem", ink::red);
            case "UNREACHABLE" -> new Cell("unreachable", ink::red);
            default -> new Cell(WELL, ink::green);
        };
    }

    private Optional<Severity> worst(String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .map(Finding::severity)
                .max(Comparator.naturalOrder());
    }

    private static String label(Severity severity, Ink ink) {
        return severity == Severity.WARNING ? ink.gold("warning") : ink.red("problem");
    }

    private String summary(Ink ink) {
        Map<Severity, Long> counts =
                findings.stream().collect(Collectors.groupingBy(Finding::severity, Collectors.counting()));
        long warnings = counts.getOrDefault(Severity.WARNING, 0L);
        long problems = findings.size() - warnings;
        String nodes = patients.size() + " nodes";
        if (findings.isEmpty()) {
            return ink.green("All is well") + " with " + nodes + ".";
        }
        if (problems == 0) {
            return ink.green("Nothing is broken") + " on " + nodes + "; " + counted(warnings, "warning") + ".";
        }
        return ink.red(counted(problems, "problem")) + " and " + counted(warnings, "warning") + " on " + nodes + ".";
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nodes", patients.stream().map(this::node).toList());
        json.put("findings", findings.stream().map(Finding::json).toList());
        return JsonWriter.pretty(json);
    }

    private Map<String, Object> node(Patient patient) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", patient.name());
        json.put("shard", patient.identity().shard());
        json.put("role", patient.role());
        json.put("address", patient.node().address());
        patient.report().facts().ifPresent(facts -> {
            json.put("serverVersion", facts.serverVersion());
            facts.replayLagMillis().ifPresent(lag -> json.put("lagMillis", lag));
        });
        String state = worst(patient.name())
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .orElse(WELL);
        json.put("state", state);
        return json;
    }
}
