package io.kintsugi.jdbc;

import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.StatementResult;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a statement's last execution gave, and where the application is in it. Confined to the statement. */
final class StatementResults {
    static final long NONE = -1;

    private final KintsugiStatement statement;
    private final SessionGate gate;
    /** Null unless the text had several commands. */
    private @Nullable Deque<StatementResult> further;

    private final List<KintsugiResultSet> open = new ArrayList<>(0);
    private @Nullable KintsugiResultSet rows;
    private @Nullable KintsugiResultSet keys;
    private long updateCount = NONE;
    private boolean keysAsked;
    private @Nullable SQLWarning warnings;

    StatementResults(KintsugiStatement statement, SessionGate gate) {
        this.statement = statement;
        this.gate = gate;
    }

    @Nullable
    KintsugiResultSet rows() {
        return rows;
    }

    @Nullable
    KintsugiResultSet keys() {
        return keys;
    }

    /** Whether the last execution was told to return keys. */
    boolean areKeysAsked() {
        return keysAsked;
    }

    /** An execution begins: what the last one left is closed. */
    void begin(GeneratedKeys wanted) throws SQLException {
        keysAsked = !(wanted instanceof GeneratedKeys.None);
        clear();
    }

    long updateCount() {
        return updateCount;
    }

    @Nullable
    SQLWarning warnings() {
        return warnings;
    }

    void clearWarnings() {
        warnings = null;
    }

    /** @return whether the first result is rows */
    boolean accept(StatementResult result) throws SQLException {
        if (result.warnings().isPresent()) {
            addWarning(result.warnings().get());
        }
        if (result instanceof StatementResult.Rows found) {
            rows = opened(found.cursor());
            updateCount = NONE;
            warnIfReadOnly(rows);
            return true;
        }
        StatementResult.UpdateCount counted = (StatementResult.UpdateCount) result;
        rows = null;
        updateCount = counted.count();
        acceptKeys(counted.generatedKeys());
        return false;
    }

    private void warnIfReadOnly(KintsugiResultSet opened) throws SQLException {
        if (statement.getResultSetConcurrency() != opened.getConcurrency()) {
            addWarning(new SQLWarning(
                    "The result is read-only: its rows come from several shards, or there are copies of them.",
                    "01000"));
        }
    }

    void acceptKeys(Optional<RowCursor> cursor) {
        keys = cursor.map(this::opened).orElse(null);
    }

    void later(StatementResult result) {
        Deque<StatementResult> waiting = further;
        if (waiting == null) {
            waiting = new ArrayDeque<>();
            further = waiting;
        }
        waiting.add(result);
    }

    private boolean isNothingFurther() {
        return further == null || further.isEmpty();
    }

    KintsugiResultSet opened(RowCursor cursor) {
        KintsugiResultSet resultSet = new KintsugiResultSet(gate, cursor, statement);
        open.add(resultSet);
        return resultSet;
    }

    private void addWarning(SQLWarning warning) {
        if (warnings == null) {
            warnings = warning;
        } else {
            warnings.setNextWarning(warning);
        }
    }

    /**
     * @param mode a constant of Statement: what to close of the results so far
     * @return whether the next result is rows
     */
    boolean next(int mode) throws SQLException {
        List<AutoCloseable> over = new ArrayList<>();
        for (KintsugiResultSet known : List.copyOf(open)) {
            boolean current = known == rows;
            boolean closes = mode == Statement.CLOSE_ALL_RESULTS ? known != keys : current;
            if (closes && mode != Statement.KEEP_CURRENT_RESULT) {
                open.remove(known);
                over.add(known::closeByStatement);
            }
        }
        closeAll(over);
        rows = null;
        updateCount = NONE;
        StatementResult result = further == null ? null : further.poll();
        return result != null && accept(result);
    }

    /** @return whether no result set is open any more */
    boolean forget(KintsugiResultSet closed) {
        open.remove(closed);
        return open.isEmpty() && isNothingFurther();
    }

    /** Closes every result set; all are closed even when one fails. */
    void clear() throws SQLException {
        if (open.isEmpty() && isNothingFurther()) {
            reset();
            return;
        }
        List<AutoCloseable> all = new ArrayList<>(open.size());
        open.forEach(resultSet -> all.add(resultSet::closeByStatement));
        if (further != null) {
            for (StatementResult result : further) {
                if (result instanceof StatementResult.Rows found) {
                    all.add(found.cursor());
                }
            }
            further = null;
        }
        open.clear();
        reset();
        closeAll(all);
    }

    private void reset() {
        rows = null;
        keys = null;
        updateCount = NONE;
        warnings = null;
    }

    private static void closeAll(List<AutoCloseable> all) throws SQLException {
        SQLException first = null;
        for (AutoCloseable one : all) {
            try {
                one.close();
            } catch (Exception failed) {
                SQLException failure = failed instanceof SQLException sql ? sql : new SQLException(failed);
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
