package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.dialect.WorkbenchRules;
import io.kintsugi.engine.result.NativeResult;
import io.kintsugi.engine.result.WholeCursor;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query that a database without rows finishes: the rows of its tables are pulled, within the application's
 * transaction where there is one, and go along as parameters. What runs there may read nothing else: the server itself
 * is asked, for a table that was not replaced would be an empty one (sql-pitfalls 1).
 */
final class WorkbenchReading {
    private final ExecutionContext context;
    private final WorkbenchRules rules;

    WorkbenchReading(ExecutionContext context) {
        this.context = context;
        this.rules = context.dialect().workbench();
    }

    StatementResult run(ExecutionPlan.Workbench plan, Bindings bindings, ExecuteOptions options, Deadline deadline)
            throws SQLException {
        PulledRows rows = new PulledRows(plan.tables(), rules, context.config());
        // Before anything is pulled, and on a connection that nobody holds while the shards are asked.
        requireNothingElse(plan, rows.before(bindings), bindings, deadline);
        pull(plan, bindings, rows, deadline);
        Held held = Held.apart(context);
        try {
            Backend backend = held.open(ShardId.CATALOG, false, context);
            int fetchSize = fetchSize(options);
            ShardAnswer answer = call(backend, plan.finish(), rows.before(bindings), fetchSize, options)
                    .run(context.running(), deadline);
            if (fetchSize > 0) {
                held.streams();
            }
            return new StatementResult.Rows(new WholeCursor(rowsOf(answer), List.of(), held), answer.warnings());
        } catch (SQLException failed) {
            held.giveUp(failed);
            if (rules.isInexact(failed)) {
                throw unsuited(String.valueOf(failed.getMessage()), failed);
            }
            throw failed;
        } catch (RuntimeException failed) {
            held.giveUp(failed);
            throw failed;
        }
    }

    private void pull(ExecutionPlan.Workbench plan, Bindings bindings, PulledRows rows, Deadline deadline)
            throws SQLException {
        StatementResult result =
                new ScatterReading(context).run(plan.pull(), bindings, ExecuteOptions.DEFAULT, deadline);
        try (RowCursor cursor = ((StatementResult.Rows) result).cursor()) {
            while (cursor.next()) {
                ResultSet row = cursor.current();
                rows.add(row.getInt(1), row.getString(2));
            }
        }
    }

    private int fetchSize(ExecuteOptions options) {
        if (options.holdable() || options.resultSetType() != ResultSet.TYPE_FORWARD_ONLY) {
            return 0;
        }
        if (rules.alwaysStreams()) {
            return context.config().getInt(EngineProperty.MERGE_FETCH_SIZE);
        }
        return options.fetchSize() > 0 ? options.fetchSize() : context.config().getInt(EngineProperty.FETCH_SIZE);
    }

    private ShardCall call(Backend backend, ShardSql sql, Bindings bindings, int fetchSize, ExecuteOptions options)
            throws SQLException {
        return new ShardCall(
                backend,
                sql,
                bindings,
                fetchSize,
                options.rowsMax(),
                new GeneratedKeys.None(),
                options.resultSetType(),
                options.resultSetConcurrency(),
                false,
                options.fieldBytesMax(),
                Preludes.values(List.of(sql), backend, context));
    }

    /** With the statement's own parameters, by which the server may leave out parts of its plan. */
    private void requireNothingElse(ExecutionPlan.Workbench plan, Bindings all, Bindings own, Deadline deadline)
            throws SQLException {
        String described;
        try {
            described = explained(plan.finish(), all, deadline);
        } catch (SQLException refused) {
            // The application's own mistake, if it is one, in the words of its own text.
            explained(plan.original(), own, deadline);
            throw unsuited(String.valueOf(refused.getMessage()), refused);
        }
        if (rules.readsTables(described, plan.schemas())) {
            throw unsuited("tables of the catalog, which are empty, would be read", null);
        }
    }

    private String explained(ShardSql sql, Bindings bindings, Deadline deadline) throws SQLException {
        ShardSql explain = new ShardSql(sql.shard(), rules.planOf(sql.text()), sql.parameters());
        Held held = Held.apart(context);
        try {
            Backend backend = held.open(ShardId.CATALOG, false, context);
            ShardAnswer answer =
                    call(backend, explain, bindings, 0, ExecuteOptions.DEFAULT).run(context.running(), deadline);
            String described = described(answer);
            held.closed();
            return described;
        } catch (SQLException | RuntimeException failed) {
            held.giveUp(failed);
            throw failed;
        }
    }

    private static String described(ShardAnswer answer) throws SQLException {
        try {
            ResultSet lines = rowsOf(answer).rows();
            StringBuilder plan = new StringBuilder();
            while (lines.next()) {
                plan.append(lines.getString(1));
            }
            SQLWarning note = answer.warnings().orElse(null);
            while (note != null) {
                plan.append(note.getMessage());
                note = note.getNextWarning();
            }
            return plan.toString();
        } finally {
            answer.statement().close();
        }
    }

    private static ShardException unsuited(String why, @Nullable SQLException cause) {
        return new ShardException(
                        ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY,
                        "The query needs rows of several shards in one place, and cannot be finished there: " + why,
                        cause)
                .withRemedy("Restrict every sharded table to one shard by its key, or split the query.");
    }

    private static NativeResult rowsOf(ShardAnswer answer) {
        return answer.rows().orElseThrow(() -> new IllegalStateException("a read returned no rows"));
    }
}
