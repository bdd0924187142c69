package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.PullTurn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the shards for the rows that the workbench needs: for all at once, or in turns, of which later ones bring only
 * what matches the rows of earlier ones. Turns must read the same snapshot of each shard: where the application's
 * transaction does not see to that, all rows are asked for at once. Confined to one execution.
 */
final class PullTurns implements AutoCloseable {
    private static final int COLUMNS = 2;
    private static final int TABLE = 1;

    private final ExecutionContext context;
    private final ExecutionPlan.Workbench plan;
    private final List<PullTurn> turns;
    private final Bindings bindings;
    private final Deadline deadline;

    /** The one made for this, if it was. */
    private final Optional<LogicalTransaction> snapshot;

    /** What each list has of keys; those that have become too long are gone. */
    private final Map<Integer, Set<String>> keys = new HashMap<>();

    private final Set<Integer> tooMany = new HashSet<>();
    private RowCursor cursor;
    private int turn;
    private boolean failed;

    private PullTurns(
            ExecutionContext context,
            ExecutionPlan.Workbench plan,
            List<PullTurn> turns,
            Bindings bindings,
            Deadline deadline,
            Optional<LogicalTransaction> snapshot)
            throws SQLException {
        this.context = context;
        this.plan = plan;
        this.turns = turns;
        this.bindings = bindings;
        this.deadline = deadline;
        this.snapshot = snapshot;
        this.cursor = rows(turns.isEmpty() ? plan.pull() : turns.get(0).whole(), bindings);
    }

    /** Within the application's transaction where there is one. */
    static PullTurns open(ExecutionContext context, ExecutionPlan.Workbench plan, Bindings bindings, Deadline deadline)
            throws SQLException {
        Optional<LogicalTransaction> application = context.transaction();
        boolean atOnce = plan.turns().isEmpty()
                || context.config().get(EngineProperty.WORKBENCH_KEYS_MAX) == 0
                || application
                        .filter(open -> !open.characteristics().keepsSnapshot())
                        .isPresent();
        if (atOnce || application.isPresent()) {
            List<PullTurn> turns = atOnce ? List.of() : plan.turns();
            return new PullTurns(context, plan, turns, bindings, deadline, Optional.empty());
        }
        LogicalTransaction own = context.snapshotForStatement();
        try {
            ExecutionContext within = new SnapshotContext(context, own);
            return new PullTurns(within, plan, plan.turns(), bindings, deadline, Optional.of(own));
        } catch (SQLException | RuntimeException failed) {
            own.rollBack();
            throw failed;
        }
    }

    private RowCursor rows(ExecutionPlan.ScatterRead read, Bindings with) throws SQLException {
        if (context.measurements().isPresent()) {
            return context.measurements().get().pull(plan.tables(), () -> asked(read, with));
        }
        return asked(read, with);
    }

    private RowCursor asked(ExecutionPlan.ScatterRead read, Bindings with) throws SQLException {
        StatementResult result = new ScatterReading(context).run(read, with, ExecuteOptions.DEFAULT, deadline);
        return ((StatementResult.Rows) result).cursor();
    }

    /** Whether there is one more row. */
    boolean next() throws SQLException {
        failed = true;
        boolean found = advance();
        failed = false;
        return found;
    }

    private boolean advance() throws SQLException {
        while (!cursor.next()) {
            if (turn + 1 >= turns.size()) {
                return false;
            }
            cursor.close();
            turn++;
            cursor = open(turns.get(turn));
        }
        if (!turns.isEmpty()) {
            note(cursor.current(), turns.get(turn).gives());
        }
        return true;
    }

    private RowCursor open(PullTurn next) throws SQLException {
        if (next.reduced().isEmpty() || tooMany.contains(next.keys())) {
            return rows(next.whole(), bindings);
        }
        List<String> known = new ArrayList<>(keys.getOrDefault(next.keys(), Set.of()));
        Bindings with = PulledRows.keys(known, context.dialect().workbench(), bindings);
        return rows(next.reduced().get(), with);
    }

    private void note(ResultSet row, List<PullTurn.Key> gives) throws SQLException {
        for (int index = 0; index < gives.size(); index++) {
            PullTurn.Key key = gives.get(index);
            if (row.getInt(TABLE) == key.table() && !tooMany.contains(key.list())) {
                String value = row.getString(COLUMNS + 1 + index);
                // NULL equals nothing.
                if (value != null) {
                    note(key.list(), value);
                }
            }
        }
    }

    private void note(int list, String value) {
        Set<String> known = keys.computeIfAbsent(list, ignored -> new HashSet<>());
        known.add(value);
        if (known.size() > context.config().get(EngineProperty.WORKBENCH_KEYS_MAX)) {
            keys.remove(list);
            tooMany.add(list);
        }
    }

    /** The current row: a table's number, the row as text, keys. */
    ResultSet current() throws SQLException {
        return cursor.current();
    }

    @Override
    public void close() throws SQLException {
        try {
            cursor.close();
        } finally {
            end();
        }
    }

    private void end() throws SQLException {
        if (snapshot.isPresent() && failed) {
            snapshot.get().rollBack();
        } else if (snapshot.isPresent()) {
            snapshot.get().commit();
        }
    }
}
