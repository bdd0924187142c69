package io.kintsugi.engine.execution;

import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Says in lines what was measured of a statement: each step on each shard, what was merged, and the whole. */
final class MeasuredLines {
    private final ExecutionPlan plan;
    private final List<Measure> measures;
    private final Came came;

    /** What came of the statement: so many rows, read or written. */
    record Came(long rows, boolean written) {}

    /** @param measures all there are */
    MeasuredLines(ExecutionPlan plan, List<Measure> measures, Came came) {
        this.plan = plan;
        List<ShardId> order = PlanStatements.of(plan).statements().stream()
                .map(ShardSql::shard)
                .toList();
        // Where several run at the same time, whoever begins first is chance.
        this.measures = measures.stream()
                .sorted(Comparator.comparing(Measure::step).thenComparing(measure -> order.indexOf(measure.shard())))
                .toList();
        this.came = came;
    }

    List<String> lines(long elapsedNanos) {
        List<String> lines = new ArrayList<>();
        of(Measurements.Step.STATEMENT)
                .forEach(measure -> lines.add("measured on " + measure.shard() + ": "
                        + (came.written() ? written(measure) : result(measure))));
        workbench(lines);
        if (plan instanceof ExecutionPlan.ScatterRead) {
            long in = of(Measurements.Step.STATEMENT).stream()
                    .mapToLong(Measure::rows)
                    .sum();
            lines.add("measured merge: " + rows(in) + " in, " + rows(came.rows()) + " out");
        }
        lines.add("measured in all: " + rows(came.rows()) + (came.written() ? " written, " : ", ")
                + millis(elapsedNanos));
        return lines;
    }

    private List<Measure> of(Measurements.Step step) {
        return measures.stream().filter(measure -> measure.step() == step).toList();
    }

    private void workbench(List<String> lines) {
        waited(Measurements.Step.CHECK).ifPresent(text -> lines.add("measured check on " + text));
        of(Measurements.Step.PULL).forEach(measure -> pull(measure, lines));
        Optional<String> lease = waited(Measurements.Step.LEASE);
        lease.ifPresent(text -> lines.add("measured lease of " + text));
        load().ifPresent(lines::add);
        String way = lease.isPresent() ? "as written, over its tables" : "by members of WITH";
        of(Measurements.Step.FINISH)
                .forEach(measure ->
                        lines.add("measured finish on " + measure.node() + ", " + way + ": " + result(measure)));
    }

    private static void pull(Measure measure, List<String> lines) {
        boolean one = measure.tables().size() == 1;
        String from = "from " + measure.shard() + ": ";
        lines.add(
                "measured pull " + (one ? "of " + measure.tables().get(0).table() + " " : "") + from + result(measure));
        for (Measure.Pulled pulled : one ? List.<Measure.Pulled>of() : measure.tables()) {
            lines.add("measured pull of " + pulled.table() + " " + from
                    + read(pulled.rows(), pulled.bytes(), pulled.firstNanos(), pulled.lastNanos()));
        }
    }

    /** The node, and how long it was waited for, over all that was said to it in this step. */
    private Optional<String> waited(Measurements.Step step) {
        List<Measure> own = of(step);
        return own.stream().reduce((first, last) -> last).map(last -> last.node() + ": " + millis(waitedNanos(own)));
    }

    private Optional<String> load() {
        List<Measure> own = of(Measurements.Step.LOAD);
        long loaded = own.stream().mapToLong(Measure::count).sum();
        return own.stream()
                .findFirst()
                .map(first ->
                        "measured load into " + first.node() + ": " + rows(loaded) + ", " + millis(waitedNanos(own)));
    }

    private static long waitedNanos(List<Measure> measures) {
        return measures.stream().mapToLong(Measure::waitedNanos).sum();
    }

    private static String written(Measure measure) {
        return rows(measure.count()) + " written, " + millis(measure.waitedNanos());
    }

    private static String result(Measure measure) {
        String read = read(measure.rows(), measure.bytes(), measure.firstNanos(), measure.lastNanos());
        return measure.rows() == 0
                ? read + ", " + millis(measure.lastNanos())
                : read + ", waited for " + millis(measure.waitedNanos());
    }

    private static String read(long rows, long bytes, long firstNanos, long lastNanos) {
        return rows == 0
                ? rows(0)
                : rows(rows) + ", " + number(bytes) + " bytes, the first after " + millis(firstNanos) + ", all after "
                        + millis(lastNanos);
    }

    private static String rows(long rows) {
        return number(rows) + (rows == 1 ? " row" : " rows");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%,.3f ms", nanos / (double) TimeUnit.MILLISECONDS.toNanos(1));
    }
}
