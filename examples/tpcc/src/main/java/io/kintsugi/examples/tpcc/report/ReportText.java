package io.kintsugi.examples.tpcc.report;

import io.kintsugi.examples.tpcc.check.CheckResult;
import io.kintsugi.examples.tpcc.run.RunSummary;
import io.kintsugi.examples.tpcc.run.TypeSummary;
import io.kintsugi.examples.tpcc.transaction.TransactionType;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints a report for people: the throughput table, the rate of new orders, the conditions. */
public final class ReportText {

    private static final String HEAD = "%-13s %9s %7s %10s %9s %9s %9s %9s %9s %7s %8s %7s";
    private static final String ROW = "%-13s %9d %7.2f %10.1f %9.2f %9.2f %9.2f %9.2f %9.2f %7d %8d %7d";

    private final Report report;
    private final PrintWriter out;

    public ReportText(Report report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    public void print() {
        out.println("TPC-C over " + report.url() + ", " + report.population().warehouses() + " warehouses of "
                + report.population().customersPerDistrict() + " customers per district, "
                + report.population().items() + " items");
        report.run().ifPresent(this::printRun);
        if (!report.checks().isEmpty()) {
            printChecks();
        }
        out.flush();
    }

    private void printRun(RunSummary run) {
        line("%d terminals, %.1f s", run.terminals(), run.elapsed().toMillis() / 1000.0);
        out.println();
        line(
                HEAD,
                "transaction",
                "count",
                "share %",
                "tpm",
                "p50 ms",
                "p90 ms",
                "p95 ms",
                "p99 ms",
                "max ms",
                "aborts",
                "retries",
                "errors");
        for (TransactionType type : TransactionType.values()) {
            printRow(run, type);
        }
        out.println();
        line("tpmC %.1f%s", run.newOrdersPerMinute(), caveat());
        out.println("crossed warehouses: " + run.crossedWarehouses() + ", crossed shards: " + crossedShards(run)
                + ", districts without an order to deliver: " + run.skippedDistricts());
        run.errorSamples().forEach((message, times) -> out.println("error (" + times + " times): " + message));
    }

    private void printRow(RunSummary run, TransactionType type) {
        TypeSummary summary = run.of(type);
        line(
                ROW,
                type.title(),
                summary.committed(),
                100.0 * summary.completed() / Math.max(1, run.completed()),
                run.perMinute(summary.committed()),
                summary.p50Micros() / 1000.0,
                summary.p90Micros() / 1000.0,
                summary.p95Micros() / 1000.0,
                summary.p99Micros() / 1000.0,
                summary.maxMicros() / 1000.0,
                summary.userAborts(),
                summary.retries(),
                summary.errors());
    }

    private String caveat() {
        if (!report.population().isSpecified()) {
            return " (scaled-down data: good for tests only)";
        }
        return report.paced() ? "" : " (no keying or think times: not comparable to published results)";
    }

    private static String crossedShards(RunSummary run) {
        return run.crossedShards().isPresent()
                ? String.valueOf(run.crossedShards().getAsInt())
                : "not told by the driver";
    }

    private void printChecks() {
        out.println();
        out.println("Consistency conditions (clause 3.3.2)");
        for (CheckResult check : report.checks()) {
            String result = check.holds() ? "holds" : "VIOLATED " + check.violations() + " times";
            line("%4d  %s: %s", check.number(), check.demand(), result);
            check.examples().forEach(example -> out.println("        " + example));
        }
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
