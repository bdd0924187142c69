package io.kintsugi.examples.tpcc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.testkit.report.Report;
import io.kintsugi.testkit.report.Seed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same program on MySQL: on one plain server by its URL, and over two shards by another. */
@MySqlTest
final class MySqlTwoShardsIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @Test
    void all_onOnePlainServer_keepsTheConditions() {
        run(plain(), "--scale=0.01", "--warehouses=2", "--seconds=2");
        assertThat(out.toString().split(": holds", -1)).as(out.toString()).hasSize(13);
    }

    @Test
    void all_overTwoShards_keepsTheConditions(@TempDir Path folder) throws Exception {
        run(TwoShards.prepareMySql(folder).url(), "--scale=0.02", "--warehouses=4", "--seconds=6");
        assertThat(out.toString().split(": holds", -1)).as(out.toString()).hasSize(13);
    }

    @Test
    @Tag("proof")
    void all_atFullScale_onOneServerAndOverTwoShards(@TempDir Path folder) throws Exception {
        long seed = Seed.of("TPC-C on MySQL at full scale");
        Report report = new Report("tpcc-mysql", "mvn -Pproof verify -pl examples/tpcc -am", seed, Clock.systemUTC());
        String[] options = {"--warehouses=4", "--seconds=90", "--terminals=10", "--seed=" + seed};
        String engine = SharedMySql.get().server().engine();
        run(plain(), options);
        report.line("## One plain server: " + engine).line("```");
        report.line(out.toString().strip()).line("```");
        out.getBuffer().setLength(0);
        run(TwoShards.prepareMySql(folder).url(), options);
        report.line("## Two shards and a catalog, through jdbc:kintsugi, best-effort across shards: " + engine);
        report.line("All databases lie on one server of this machine: the figures compare the path, not capacity.");
        report.line("```").line(out.toString().strip()).line("```").save();
        assertThat(out.toString().split(": holds", -1)).hasSize(13);
    }

    private static String plain() {
        return SharedMySql.get().newDatabase().jdbcUrl() + "&rewriteBatchedStatements=true";
    }

    private void run(String url, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("all", "--url", url, "--user", "root", "--drop", "--cross-shard=best-effort"));
        arguments.addAll(List.of(options));
        int code = Tpcc.execute(
                new PrintWriter(out, true), new PrintWriter(error, true), arguments.toArray(String[]::new));
        assertThat(code).as(out.toString() + error).isEqualTo(ExitCode.OK);
    }
}
