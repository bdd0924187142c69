package io.kintsugi.examples.tpcc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.examples.tpcc.jdbc.PopulationReader;
import io.kintsugi.examples.tpcc.model.Population;
import io.kintsugi.examples.tpcc.run.Pacing;
import io.kintsugi.examples.tpcc.run.RunPlan;
import io.kintsugi.examples.tpcc.run.RunSummary;
import io.kintsugi.examples.tpcc.run.TypeSummary;
import io.kintsugi.examples.tpcc.run.Workload;
import io.kintsugi.examples.tpcc.transaction.TransactionType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on a real server. */
final class TpccIT {

    private static TestServer server;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void all_loadsRunsAndChecks_andADamagedTableThenFailsTheCheck(@TempDir Path folder) throws Exception {
        Path report = folder.resolve("report.json");
        int code = execute(
                "all",
                "--drop",
                "--warehouses",
                "2",
                "--scale",
                "0.02",
                "--seconds",
                "4",
                "--terminals",
                "8",
                "--cross-shard",
                "best-effort",
                "--report",
                report.toString());
        assertThat(error.toString()).isEmpty();
        assertThat(code).as(out.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("New-Order", "tpmC", "crossed warehouses")
                .doesNotContain("VIOLATED");
        assertThat(out.toString().split(": holds", -1)).hasSize(13);
        assertThat(Files.readString(report)).contains("\"consistent\":true", "\"stock_level\":{\"committed\":");

        server.update("UPDATE district SET d_ytd = 0 WHERE d_w_id = 1");
        assertThat(execute("check")).isEqualTo(ExitCode.INCONSISTENT);
        assertThat(out.toString()).contains("d_ytd = sum(h_amount): VIOLATED 10 times");
    }

    @Test
    void run_commitsEveryType_andAbortsFewNewOrders() throws Exception {
        assertThat(execute("load", "--drop", "--warehouses", "2", "--scale", "0.02"))
                .isEqualTo(ExitCode.OK);
        RunPlan plan = new RunPlan(Duration.ofSeconds(4), 6, 3, Pacing.NONE, 20, 1);
        Population population = new PopulationReader(server.database()).read();
        RunSummary run = new Workload(server.database(), population, plan, Clock.systemUTC(), line -> {}).run();
        assertThat(run.errorSamples()).isEmpty();
        for (TransactionType type : TransactionType.values()) {
            assertThat(run.of(type).committed()).as(type.title()).isPositive();
        }
        TypeSummary newOrders = run.of(TransactionType.NEW_ORDER);
        assertThat(newOrders.userAborts() / (double) newOrders.completed()).isLessThan(0.05);
        assertThat(run.of(TransactionType.PAYMENT).userAborts()).isZero();
        assertThat(run.crossedWarehouses()).isPositive();
        assertThat(run.crossedShards()).isEmpty();
    }

    @Test
    void run_underSerializableIsolation_retriesAndStaysConsistent(@TempDir Path folder) throws Exception {
        Path report = folder.resolve("report.json");
        int code = execute(
                "all",
                "--drop",
                "--warehouses",
                "1",
                "--scale",
                "0.01",
                "--seconds",
                "3",
                "--terminals",
                "8",
                "--isolation",
                "serializable",
                "--attempts",
                "1000",
                "--report",
                report.toString());
        assertThat(code).as(out.toString()).isEqualTo(ExitCode.OK);
        assertThat(Files.readString(report))
                .containsPattern("\"retries\":[1-9]")
                .contains("\"consistent\":true");
    }

    @Test
    void run_whoseTransactionsFail_stopsAtTheBoundAndSaysSo() throws Exception {
        assertThat(execute("load", "--drop", "--warehouses", "1", "--scale", "0.01"))
                .isEqualTo(ExitCode.OK);
        server.update("ALTER TABLE history ADD CONSTRAINT refused CHECK (h_amount = 10.00)");
        int code = execute("run", "--seconds", "60", "--terminals", "2", "--errors-max", "5");
        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("23514", "refused").doesNotContain("VIOLATED");
    }

    private int execute(String command, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = command;
        arguments[1] = "--url";
        arguments[2] = server.url();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Tpcc.execute(new PrintWriter(out, true), new PrintWriter(error, true), arguments);
    }
}
