package io.kintsugi.cli.doctor;

import io.kintsugi.node.DdlJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must be alike on all nodes, and what the catalog still has to do. Pure. */
final class ClusterRules {
    private static final int STATEMENT_SHOWN_MAX = 80;

    private ClusterRules() {}

    static List<Finding> check(List<Patient> patients, List<DdlJob> unfinished) {
        List<Finding> findings = new ArrayList<>();
        alike(
                findings,
                patients,
                "major version",
                sheet -> String.valueOf(sheet.majorVersion()),
                "Upgrade the servers to one release: text is compared, and plans are made, differently in others.",
                Finding.Severity.PROBLEM);
        alike(
                findings,
                patients,
                "encoding",
                sheet -> sheet.database().getOrDefault("encoding", ""),
                "Create the databases anew with one encoding: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0;",
                Finding.Severity.PROBLEM);
        alike(
                findings,
                patients,
                "collation",
                ClusterRules::collation,
                "Create the databases anew with one locale, on machines with one version of the C library and ICU.",
                Finding.Severity.PROBLEM);
        alike(
                findings,
                patients,
                "time zone",
                sheet -> sheet.setting("TimeZone"),
                "ALTER SYSTEM SET timezone = 'UTC'; SELECT pg_reload_conf();",
                Finding.Severity.WARNING);
        unfinished.forEach(job -> findings.add(unfinished(job)));
        return findings;
    }

    private static String collation(ServerSheet sheet) {
        Map<String, String> database = sheet.database();
        return database.get("datlocprovider") + " " + database.get("datlocale") + " " + database.get("datcollate") + " "
                + database.get("datctype") + " version " + database.get("datcollversion");
    }

    private static void alike(
            List<Finding> findings,
            List<Patient> patients,
            String what,
            Function<ServerSheet, String> value,
            String remedy,
            Finding.Severity severity) {
        Map<String, List<String>> nodes = new LinkedHashMap<>();
        for (Patient patient : patients) {
            patient.sheet()
                    .ifPresent(sheet -> nodes.computeIfAbsent(value.apply(sheet), key -> new ArrayList<>())
                            .add(patient.name()));
        }
        if (nodes.size() > 1) {
            String list = nodes.entrySet().stream()
                    .map(entry -> entry.getKey() + " on " + String.join(", ", entry.getValue()))
                    .collect(Collectors.joining("; "));
            findings.add(new Finding(severity, Finding.CLUSTER, "The " + what + " is not one: " + list + ".", remedy));
        }
    }

    private static Finding unfinished(DdlJob job) {
        String steps = job.steps().stream()
                .map(step -> step.shard() + " " + step.state().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        String statement = job.statement().replaceAll("\\s+", " ").strip();
        String shown = statement.length() > STATEMENT_SHOWN_MAX
                ? statement.substring(0, STATEMENT_SHOWN_MAX) + "…"
                : statement;
        return Finding.problem(
                Finding.CLUSTER,
                "Schema change " + job.number() + " of " + job.startedAt() + " is not finished (" + steps + "): "
                        + shown
                        + job.error().map(error -> ". Last error: " + error).orElse(""),
                "Correct the cause, if it failed; then: kintsugi ddl resume --cluster FILE (the next schema change does it too).");
    }
}
