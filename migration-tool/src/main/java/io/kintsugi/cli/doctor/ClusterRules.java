package io.kintsugi.cli.doctor;

import io.kintsugi.node.DdlJob;
import io.kintsugi.topology.Dialect;
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
        boolean mySql = patients.stream()
                .flatMap(patient -> patient.sheet().stream())
                .anyMatch(sheet -> sheet.dialect() == Dialect.MYSQL);
        if (mySql) {
            mySql(findings, patients);
        } else {
            postgreSql(findings, patients);
        }
        unfinished.forEach(job -> findings.add(unfinished(job)));
        return findings;
    }

    private static void postgreSql(List<Finding> findings, List<Patient> patients) {
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
        alike(
                findings,
                patients,
                "interval style",
                sheet -> sheet.setting("IntervalStyle"),
                "ALTER SYSTEM SET IntervalStyle = 'postgres'; SELECT pg_reload_conf();",
                Finding.Severity.WARNING);
        for (String name : List.of("lc_monetary", "lc_numeric", "lc_time")) {
            alike(
                    findings,
                    patients,
                    name,
                    sheet -> sheet.setting(name),
                    "ALTER SYSTEM SET " + name + " = 'C'; SELECT pg_reload_conf();",
                    Finding.Severity.WARNING);
        }
    }

    /** What changes the meaning of a text, of an order or of a value must be one. */
    private static void mySql(List<Finding> findings, List<Patient> patients) {
        alike(
                findings,
                patients,
                "release",
                sheet -> sheet.setting("version").replaceFirst("^(\\d+\\.\\d+).*", "$1"),
                "Upgrade the servers to one release: functions and collations change between releases.",
                Finding.Severity.PROBLEM);
        alike(
                findings,
                patients,
                "name of the database",
                sheet -> sheet.database().getOrDefault("name", ""),
                "Give the nodes databases of one name: it is the schema that qualified names and DATABASE() mean.",
                Finding.Severity.PROBLEM);
        alike(
                findings,
                patients,
                "collation of the database",
                sheet -> sheet.database().getOrDefault("collation", ""),
                "ALTER DATABASE … COLLATE utf8mb4_0900_ai_ci; on each; tables keep theirs until they are converted.",
                Finding.Severity.PROBLEM);
        alike(
                findings,
                patients,
                "lower_case_table_names",
                sheet -> sheet.setting("lower_case_table_names"),
                "It is chosen when a server is initialised: make the odd ones anew with lower_case_table_names=0.",
                Finding.Severity.PROBLEM);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("sql_mode", "'<one value>'");
        settings.put("collation_server", "utf8mb4_0900_ai_ci");
        settings.put("character_set_server", "utf8mb4");
        settings.put("transaction_isolation", "'REPEATABLE-READ'");
        settings.put("explicit_defaults_for_timestamp", "ON");
        settings.put("div_precision_increment", "4");
        settings.put("auto_increment_increment", "1");
        settings.forEach((name, value) -> alike(
                findings,
                patients,
                name,
                sheet -> sheet.setting(name),
                "SET PERSIST " + name + " = " + value + "; on each",
                Finding.Severity.PROBLEM));
        alike(
                findings,
                patients,
                "time zone",
                ClusterRules::timeZone,
                "SET PERSIST time_zone = '+00:00'; on each",
                Finding.Severity.PROBLEM);
    }

    private static String timeZone(ServerSheet sheet) {
        String zone = sheet.setting("time_zone");
        return zone.equals("SYSTEM") ? sheet.setting("system_time_zone") : zone;
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
