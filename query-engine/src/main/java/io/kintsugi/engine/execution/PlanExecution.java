package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.result.ComputedRows;
import io.kintsugi.engine.result.NativeResult;
import io.kintsugi.engine.result.WholeCursor;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Runs the plans that read and write rows. Confined to the session. */
public final class PlanExecution {
    private final ExecutionContext context;
    private final OneShard oneShard;

    public PlanExecution(ExecutionContext context) {
        this.context = context;
        this.oneShard = new OneShard(context);
    }

    public StatementResult singleShard(ExecutionPlan.SingleShard plan, Bindings bindings, ExecuteOptions options)
            throws SQLException {
        Deadline deadline = deadline(options);
        if (plan.sessionBound()) {
            context.keepConnection(plan.sql().shard());
        }
        return oneShard.run(plan.sql(), plan.write(), bindings, options, deadline);
    }

    public StatementResult anyShard(ExecutionPlan.AnyShard plan, Bindings bindings, ExecuteOptions options)
            throws SQLException {
        List<ShardId> shards = plan.candidates().stream().map(ShardSql::shard).toList();
        ShardSql chosen = plan.candidates().get(shards.indexOf(context.preferred(shards)));
        // There may be copies of the rows on the other candidates, which a change through the result would not reach.
        return oneShard.run(chosen, false, bindings, options.readOnly(), deadline(options));
    }

    public StatementResult catalog(ExecutionPlan.Catalog plan, Bindings bindings, ExecuteOptions options)
            throws SQLException {
        Deadline deadline = deadline(options);
        if (plan.sessionBound()) {
            context.keepConnection(ShardId.CATALOG);
        }
        return oneShard.run(plan.sql(), false, bindings, options, deadline);
    }

    public StatementResult scatterRead(ExecutionPlan.ScatterRead plan, Bindings bindings, ExecuteOptions options)
            throws SQLException {
        return new ScatterReading(context).run(plan, bindings, options, deadline(options));
    }

    public StatementResult workbench(ExecutionPlan.Workbench plan, Bindings bindings, ExecuteOptions options)
            throws SQLException {
        return new WorkbenchReading(context, plan, bindings, options.readOnly(), deadline(options)).run();
    }

    public StatementResult scatterWrite(ExecutionPlan.ScatterWrite plan, Bindings bindings, ExecuteOptions options)
            throws SQLException {
        return new ScatterWriting(context).run(plan, bindings, options, deadline(options));
    }

    public StatementResult splitInsert(ExecutionPlan.SplitInsert plan, Bindings bindings, ExecuteOptions options)
            throws SQLException {
        return new ScatterWriting(context).run(plan, bindings, options, deadline(options));
    }

    /** A command to one shard whose answer does not matter. */
    public void command(ShardSql sql) throws SQLException {
        StatementResult result =
                oneShard.run(sql, false, Bindings.NONE, ExecuteOptions.DEFAULT, deadline(ExecuteOptions.DEFAULT));
        if (result instanceof StatementResult.Rows rows) {
            rows.cursor().close();
        }
    }

    /** Text that Kintsugi itself answers, as a result like any other. */
    public StatementResult lines(String label, List<String> lines) throws SQLException {
        Held held = Held.outside(context);
        try {
            Backend backend = held.open(ShardId.CATALOG, false, context);
            NativeResult result = ComputedRows.lines(backend, label, lines);
            return new StatementResult.Rows(new WholeCursor(result, List.of(), held), Optional.empty());
        } catch (SQLException | RuntimeException failed) {
            held.giveUp(failed);
            throw failed;
        }
    }

    private Deadline deadline(ExecuteOptions options) {
        long own = options.timeoutMillis();
        Deadline deadline = Deadline.in(own > 0 ? own : context.config().get(EngineProperty.STATEMENT_TIMEOUT_MILLIS));
        context.running().limit(deadline);
        return deadline;
    }
}
