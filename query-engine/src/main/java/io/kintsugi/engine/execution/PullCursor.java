package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows that shards give to the workbench, as texts, under its budget. Confined to one execution. */
final class PullCursor implements AutoCloseable {
    private static final int TABLE = 1;
    private static final int ROW = 2;

    private final PullTurns turns;
    private final long rowsMax;
    private final long charactersMax;
    private long rows;
    private long characters;
    private int table;
    private String row = "";

    private PullCursor(PullTurns turns, EngineConfig config) {
        this.turns = turns;
        this.rowsMax = config.get(EngineProperty.WORKBENCH_ROWS_MAX);
        this.charactersMax = config.get(EngineProperty.WORKBENCH_CHARACTERS_MAX);
    }

    /** Asks the shards, within the application's transaction where there is one. */
    static PullCursor open(ExecutionContext context, ExecutionPlan.Workbench plan, Bindings bindings, Deadline deadline)
            throws SQLException {
        return new PullCursor(PullTurns.open(context, plan, bindings, deadline), context.config());
    }

    /** Whether there is one more row; MERGE_BUDGET_EXCEEDED where it is one too many. */
    boolean next() throws SQLException {
        if (!turns.next()) {
            return false;
        }
        ResultSet current = turns.current();
        table = current.getInt(TABLE);
        row = current.getString(ROW);
        rows++;
        characters += row.length();
        if (rows > rowsMax) {
            throw exceeded("more than " + rowsMax + " rows", EngineProperty.WORKBENCH_ROWS_MAX);
        }
        if (characters > charactersMax) {
            throw exceeded(
                    "rows of more than " + charactersMax + " characters", EngineProperty.WORKBENCH_CHARACTERS_MAX);
        }
        return true;
    }

    /** The number of the current row's table. */
    int table() {
        return table;
    }

    /** The current row as text. */
    String row() {
        return row;
    }

    private static ShardException exceeded(String what, EngineProperty limit) {
        return new ShardException(
                        ErrorCode.MERGE_BUDGET_EXCEEDED,
                        "No shard can finish this query alone, and it would pull " + what + " from them.")
                .withRemedy("Restrict its tables by conditions of their own, or raise " + limit.text() + ".");
    }

    @Override
    public void close() throws SQLException {
        turns.close();
    }
}
