package io.kintsugi.benchmarks.start;

import io.kintsugi.benchmarks.workload.TwoShards;
import io.kintsugi.testkit.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts processes that open their first connection to clusters of many tables. */
public final class Start {
    private static final int TABLES_IN_ONE_TEXT = 500;

    private Start() {}

    /**
     * @param sizes numbers of tables, ascending, each a multiple of 500
     * @param starts processes for each size
     */
    public static void into(Report report, List<Integer> sizes, int starts)
            throws IOException, SQLException, InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        try (TwoShards cluster = TwoShards.start(1_000)) {
            int there = 0;
            for (int tables : sizes) {
                create(cluster, there, tables);
                there = tables;
                rows.add(row(cluster, tables, starts));
            }
        }
        report.line("## The first connection of a process")
                .line("")
                .line("Median of " + starts + " processes, from the first line of main; JVM without options.")
                .table(List.of("tables", "first connection", "first query", "target for the connection"), rows);
    }

    private static void create(TwoShards cluster, int from, int to) throws SQLException {
        for (String database : List.of("catalog", "s0")) {
            createIn(cluster.server(0).connect(database), from, to);
        }
        createIn(cluster.server(1).connect("s1"), from, to);
    }

    private static void createIn(Connection opened, int from, int to) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement()) {
            for (int first = from; first < to; first += TABLES_IN_ONE_TEXT) {
                StringBuilder text = new StringBuilder();
                for (int table = first; table < first + TABLES_IN_ONE_TEXT; table++) {
                    text.append("CREATE TABLE t").append(table);
                    text.append(" (id bigint PRIMARY KEY, a text NOT NULL, b numeric(12,2), c timestamptz, d int);");
                }
                statement.execute(text.toString());
            }
        }
    }

    private static List<String> row(TwoShards cluster, int tables, int starts)
            throws IOException, InterruptedException {
        Path topology = topology(cluster, tables);
        double[] connection = new double[starts];
        double[] query = new double[starts];
        for (int start = 0; start < starts; start++) {
            String[] millis = run(topology).split(" ");
            connection[start] = Double.parseDouble(millis[0]);
            query[start] = Double.parseDouble(millis[1]);
        }
        return List.of(
                "%,d".formatted(tables),
                "%.0f ms".formatted(median(connection)),
                "%.0f ms".formatted(median(query)),
                tables <= 1_000 ? "< 1,000 ms" : "< 3,000 ms");
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Path topology(TwoShards cluster, int tables) throws IOException {
        StringBuilder yaml =
                new StringBuilder(Files.readString(cluster.addresses("").topology()));
        int end = yaml.lastIndexOf("}");
        StringBuilder more = new StringBuilder();
        for (int table = 0; table < tables; table++) {
            more.append(", t").append(table).append(": {key: id}");
        }
        yaml.insert(end, more);
        return Files.writeString(cluster.folder().resolve("tables-" + tables + ".yaml"), yaml);
    }

    private static String run(Path topology) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstConnection.class.getName(),
                        "jdbc:kintsugi:postgresql:file:" + topology,
                        "t7"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the process failed: " + output);
        }
        return output.strip();
    }
}
