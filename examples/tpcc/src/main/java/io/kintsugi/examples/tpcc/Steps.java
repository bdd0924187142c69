package io.kintsugi.examples.tpcc;

import io.kintsugi.examples.tpcc.check.CheckResult;
import io.kintsugi.examples.tpcc.check.Checker;
import io.kintsugi.examples.tpcc.jdbc.Database;
import io.kintsugi.examples.tpcc.jdbc.PopulationReader;
import io.kintsugi.examples.tpcc.jdbc.Schema;
import io.kintsugi.examples.tpcc.load.LoadPlan;
import io.kintsugi.examples.tpcc.load.Loader;
import io.kintsugi.examples.tpcc.model.Population;
import io.kintsugi.examples.tpcc.report.Report;
import io.kintsugi.examples.tpcc.report.ReportJson;
import io.kintsugi.examples.tpcc.report.ReportText;
import io.kintsugi.examples.tpcc.run.RunSummary;
import io.kintsugi.examples.tpcc.run.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the commands are made of. */
final class Steps {

    private final CommonOptions common;
    private final Database database;
    private final Clock clock = Clock.systemUTC();
    private final PrintWriter out;
    private final Consumer<String> progress;

    Steps(CommonOptions common, PrintWriter out) {
        this.common = common;
        this.database = common.database();
        this.out = out;
        this.progress = Progress.to(System.err);
    }

    void load(LoadOptions options) throws SQLException, InterruptedException {
        LoadPlan plan = options.plan(common.seed(), clock);
        Schema schema = new Schema(database);
        if (options.drop()) {
            schema.drop();
        }
        schema.create();
        long start = System.nanoTime();
        new Loader(database, plan, progress).load();
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        out.println("loaded " + plan.population().warehouses() + " warehouses in " + seconds + " s");
        out.flush();
    }

    int run(RunOptions options) throws SQLException, InterruptedException, IOException {
        Population population = new PopulationReader(database).read();
        RunSummary run = new Workload(database, population, options.plan(common.seed()), clock, progress).run();
        List<CheckResult> checks = options.checked() ? check(population) : List.of();
        Report report = new Report(common.url(), population, options.paced(), Optional.of(run), checks);
        publish(report);
        return exitCode(report, run.errors());
    }

    int check() throws SQLException, IOException {
        Population population = new PopulationReader(database).read();
        Report report = new Report(common.url(), population, false, Optional.empty(), check(population));
        publish(report);
        return exitCode(report, 0);
    }

    private List<CheckResult> check(Population population) throws SQLException {
        return new Checker(database, population.warehouses(), progress).check();
    }

    private void publish(Report report) throws IOException {
        new ReportText(report, out).print();
        if (common.report().isPresent()) {
            Path file = common.report().get();
            Files.writeString(file, ReportJson.of(report));
            out.println();
            out.println("report written to " + file);
            out.flush();
        }
    }

    private static int exitCode(Report report, long errors) {
        if (!report.consistent()) {
            return ExitCode.INCONSISTENT;
        }
        return errors > 0 ? ExitCode.FAILED : ExitCode.OK;
    }
}
