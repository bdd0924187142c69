package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.router.plan.ExecutionPlan;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers EXPLAIN (ROUTE): the route in lines, with what servers expect; or, where it is to be analyzed, with what was
 * measured when the statement ran, its rows thrown away. Confined to one execution.
 */
public final class ExplainedRoute {
    private static final String LABEL = "QUERY PLAN";

    private final ExecutionContext context;
    private final ExecutionPlan.ExplainRoute plan;
    private Optional<SQLWarning> warnings = Optional.empty();

    /** Runs the statement that is explained, as it would run by itself. */
    @FunctionalInterface
    public interface Runner {
        StatementResult run(PlanExecution execution, ExecuteOptions options) throws SQLException;
    }

    public ExplainedRoute(ExecutionContext context, ExecutionPlan.ExplainRoute plan) {
        this.context = context;
        this.plan = plan;
    }

    public StatementResult run(Bindings bindings, ExecuteOptions options, Runner runner) throws SQLException {
        PlanExecution plain = new PlanExecution(context);
        // Whoever writes must be able to say so: the connection to say it on comes first. A query can be asked again,
        // and the workbench may need that very connection's place.
        boolean needsPlace = plan.inner() instanceof ExecutionPlan.Workbench;
        StatementResult.Rows shown;
        if (plan.analyze() && !needsPlace) {
            shown = plain.lines(LABEL, () -> lines(bindings, options, runner));
        } else {
            List<String> lines = lines(bindings, options, runner);
            shown = plain.lines(LABEL, () -> lines);
        }
        return new StatementResult.Rows(shown.cursor(), warnings);
    }

    private List<String> lines(Bindings bindings, ExecuteOptions options, Runner runner) throws SQLException {
        List<String> lines = new ArrayList<>(plan.lines());
        if (plan.estimates()) {
            new RowEstimates(context, bindings).line(plan.inner()).ifPresent(lines::add);
        }
        if (plan.analyze()) {
            lines.addAll(measured(options.withGeneratedKeys(new GeneratedKeys.None()), runner));
        }
        return lines;
    }

    private List<String> measured(ExecuteOptions options, Runner runner) throws SQLException {
        Measurements measurements = new Measurements(System::nanoTime);
        PlanExecution execution = new PlanExecution(new MeasuredContext(context, measurements));
        StatementResult result = runner.run(execution, options);
        warnings = result.warnings();
        MeasuredLines.Came came = result instanceof StatementResult.UpdateCount count
                ? new MeasuredLines.Came(count.count(), true)
                : new MeasuredLines.Came(read(((StatementResult.Rows) result).cursor()), false);
        long elapsed = measurements.elapsedNanos();
        return new MeasuredLines(plan.inner(), measurements.all(), came).lines(elapsed);
    }

    /** To the end, and closes it: only then is all done that belongs to the statement. */
    private static long read(RowCursor rows) throws SQLException {
        try (rows) {
            long count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }
}
