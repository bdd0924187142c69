package io.kintsugi.examples.tpcc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.report.Report;
import io.kintsugi.testkit.report.Seed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same program with another URL: over two shards of real servers. */
final class TwoShardsIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @Test
    void all_overTwoShards_keepsTheConditions_andCountsWhatCrossed(@TempDir Path folder) throws Exception {
        TwoShards cluster = TwoShards.prepare(folder);
        Path report = folder.resolve("report.json");
        run(cluster.url(), "--scale=0.02", "--warehouses=4", "--seconds=6", "--report=" + report);
        assertThat(out.toString().split(": holds", -1)).as(out.toString()).hasSize(13);
        assertThat(Files.readString(report)).contains("\"consistent\":true").containsPattern("shards?\":[1-9]");
        assertThat(warehouses(cluster, 0)).isPositive();
        assertThat(warehouses(cluster, 1)).isPositive();
    }

    @Test
    @Tag("proof")
    void all_atFullScale_onOneServerAndOverTwoShards(@TempDir Path folder) throws Exception {
        long seed = Seed.of("TPC-C at full scale");
        Report report = new Report("tpcc", "mvn -Pproof verify -pl examples/tpcc -am", seed, Clock.systemUTC());
        String[] options = {"--warehouses=4", "--seconds=90", "--terminals=10", "--seed=" + seed};
        try (TestServer plain = TestServer.start()) {
            run(plain.url(), options);
            report.line("## One plain PostgreSQL 18")
                    .line("```")
                    .line(out.toString().strip())
                    .line("```");
        }
        out.getBuffer().setLength(0);
        run(TwoShards.prepare(folder).url(), options);
        report.line("## Two shards and a catalog, through jdbc:kintsugi, best-effort across shards");
        report.line("All databases lie on one server of this machine: the figures compare the path, not capacity.");
        report.line("```").line(out.toString().strip()).line("```").save();
        assertThat(out.toString().split(": holds", -1)).hasSize(13);
    }

    @Test
    @Tag("soak")
    void all_overTwoShards_forHours_keepsTheConditions(@TempDir Path folder) throws Exception {
        long seed = Seed.of("TPC-C soak");
        int minutes = Integer.getInteger("soak.minutes", 60);
        run(
                TwoShards.prepare(folder).url(),
                "--warehouses=4",
                "--minutes=" + minutes,
                "--terminals=10",
                "--seed=" + seed);
        System.out.println(out);
        assertThat(out.toString().split(": holds", -1)).hasSize(13);
    }

    private void run(String url, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("all", "--url", url, "--user", "postgres", "--drop", "--cross-shard=best-effort"));
        arguments.addAll(List.of(options));
        int code = Tpcc.execute(
                new PrintWriter(out, true), new PrintWriter(error, true), arguments.toArray(String[]::new));
        assertThat(code).as(out.toString() + error).isEqualTo(ExitCode.OK);
    }

    private static long warehouses(TwoShards cluster, int shard) throws SQLException {
        try (Connection connection = DriverManager.getConnection(cluster.url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SET kintsugi.shard = 'warehouses/s" + shard + "'");
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM warehouse")) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
