package io.kintsugi.jdbc;

import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.errors.ShardException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A result set: of one shard, then the native one does everything, scrolling and updating too; or merged from several,
 * then forward-only and read-only. Confined to one thread at a time, except closing.
 */
final class KintsugiResultSet extends ResultSetUpdates {
    private static final String NOT_ON_A_ROW = "24000";
    private static final String SCROLLABLE = "Ask for a scrollable result set, or read the rows in one pass.";

    private final SessionGate gate;
    private final RowCursor cursor;
    private final KintsugiStatement statement;
    private final @Nullable ResultSet whole;
    private final int visibleColumns;
    private final RowChanges changes = new RowChanges();
    private volatile boolean closed;

    /** The native result set on the current row; null before the first and after the last row of a merged result. */
    private @Nullable ResultSet row;

    private String @Nullable [] labels;
    private boolean peeked;
    private boolean peekedRow;
    private int rowNumber;
    private boolean ended;

    KintsugiResultSet(SessionGate gate, RowCursor cursor, KintsugiStatement statement) {
        this.gate = gate;
        this.cursor = cursor;
        this.statement = statement;
        this.whole = cursor.whole().orElse(null);
        this.visibleColumns = whole == null ? cursor.visibleColumns() : Integer.MAX_VALUE;
        this.row = whole;
    }

    @Override
    ResultSet column(int columnIndex) throws SQLException {
        if (columnIndex > visibleColumns) {
            throw Errors.argument(
                    "There is no column " + columnIndex + ": the result has " + visibleColumns + ".",
                    "Columns count from 1.");
        }
        return row();
    }

    private ResultSet row() throws SQLException {
        ResultSet now = row;
        if (now == null || closed || gate.isForbidden()) {
            requireOpen();
            throw new SQLException(
                    "The result set is not on a row: call next, and read only when it gives true.", NOT_ON_A_ROW);
        }
        return now;
    }

    @Override
    void requireOpen() throws SQLException {
        if (closed || gate.isClosed()) {
            throw Errors.closed("result set");
        }
    }

    @Override
    ResultSet updatable(int columnIndex, @Nullable Object value) throws SQLException {
        ResultSet target = updatable();
        changes.note(columnIndex, value);
        return target;
    }

    @Override
    ResultSet updatable(String columnLabel, @Nullable Object value) throws SQLException {
        ResultSet target = updatable();
        return updatable(target.findColumn(columnLabel), value);
    }

    private ResultSet updatable() throws SQLException {
        return whole("A result of several shards cannot be updated.", "Write with INSERT, UPDATE or DELETE.");
    }

    private ResultSet scrollable() throws SQLException {
        return whole("A result of several shards goes forward only.", SCROLLABLE);
    }

    private ResultSet whole(String message, String remedy) throws SQLException {
        requireOpen();
        if (whole == null) {
            throw Errors.unsupported(message, remedy);
        }
        return whole;
    }

    @Override
    public boolean next() throws SQLException {
        if (closed) {
            throw Errors.closed("result set");
        }
        gate.enter(statement);
        try {
            return whole != null ? cursor.next() : nextMerged();
        } catch (ShardException failure) {
            throw Errors.of(failure);
        } finally {
            gate.leave();
        }
    }

    private boolean nextMerged() throws SQLException {
        if (ended) {
            return false;
        }
        boolean found = peeked ? peekedRow : cursor.next();
        peeked = false;
        ended = !found;
        row = found ? cursor.current() : null;
        rowNumber += found ? 1 : 0;
        return found;
    }

    /** Whether a first row exists is known only by asking for it, which next() then need not do again. */
    private boolean hasRows() throws SQLException {
        gate.enter(statement);
        try {
            if (!peeked && rowNumber == 0 && !ended) {
                peekedRow = cursor.next();
                peeked = true;
            }
            return rowNumber > 0 || peekedRow;
        } catch (ShardException failure) {
            throw Errors.of(failure);
        } finally {
            gate.leave();
        }
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        try {
            closeByStatement();
        } finally {
            statement.onClosed(this);
        }
    }

    /** As its statement closes it, to run again or for good: no reason for the statement to close itself. */
    void closeByStatement() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        row = null;
        if (!gate.isClosed()) {
            gate.run(statement, session -> cursor.close());
        }
    }

    @Override
    public boolean isClosed() {
        return closed || gate.isClosed();
    }

    @Override
    public boolean wasNull() throws SQLException {
        return row().wasNull();
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        requireOpen();
        return whole == null ? null : whole.getWarnings();
    }

    @Override
    public void clearWarnings() throws SQLException {
        requireOpen();
        if (whole != null) {
            whole.clearWarnings();
        }
    }

    @Override
    public @Nullable String getCursorName() throws SQLException {
        requireOpen();
        return whole == null ? null : whole.getCursorName();
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        requireOpen();
        return gate.call(statement, session -> cursor.metaData());
    }

    @Override
    public int findColumn(@Nullable String columnLabel) throws SQLException {
        requireOpen();
        if (columnLabel == null) {
            throw Errors.argument("The column's label is null.", "Give the label, or the number of the column.");
        }
        if (whole != null) {
            return whole.findColumn(columnLabel);
        }
        for (int column = 1; column <= visibleColumns; column++) {
            if (columnLabel.equalsIgnoreCase(labels()[column - 1])) {
                return column;
            }
        }
        throw new SQLException(
                "There is no column named " + columnLabel + " in this result.",
                statement.connection().settings().dialect().undefinedColumnState());
    }

    private String[] labels() throws SQLException {
        String[] known = labels;
        if (known == null) {
            ResultSetMetaData metaData = getMetaData();
            known = new String[visibleColumns];
            for (int column = 1; column <= visibleColumns; column++) {
                known[column - 1] = metaData.getColumnLabel(column);
            }
            labels = known;
        }
        return known;
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        requireOpen();
        return whole != null ? whole.isBeforeFirst() : rowNumber == 0 && hasRows();
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        requireOpen();
        return whole != null ? whole.isAfterLast() : ended && rowNumber > 0;
    }

    @Override
    public boolean isFirst() throws SQLException {
        requireOpen();
        return whole != null ? whole.isFirst() : rowNumber == 1 && !ended;
    }

    /** Refused on merged results, as JDBC allows: the next row could not be looked at without leaving this one. */
    @Override
    public boolean isLast() throws SQLException {
        return scrollable().isLast();
    }

    @Override
    public void beforeFirst() throws SQLException {
        scrollable().beforeFirst();
    }

    @Override
    public void afterLast() throws SQLException {
        scrollable().afterLast();
    }

    @Override
    public boolean first() throws SQLException {
        return scrollable().first();
    }

    @Override
    public boolean last() throws SQLException {
        return scrollable().last();
    }

    @Override
    public int getRow() throws SQLException {
        requireOpen();
        if (whole != null) {
            return whole.getRow();
        }
        return ended ? 0 : rowNumber;
    }

    @Override
    public boolean absolute(int newRow) throws SQLException {
        return scrollable().absolute(newRow);
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        return scrollable().relative(rows);
    }

    @Override
    public boolean previous() throws SQLException {
        return scrollable().previous();
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        requireOpen();
        if (whole != null) {
            whole.setFetchDirection(direction);
        } else if (direction != FETCH_FORWARD) {
            throw Errors.argument("A result of several shards goes forward only.", "Use ResultSet.FETCH_FORWARD.");
        }
    }

    @Override
    public int getFetchDirection() throws SQLException {
        requireOpen();
        return whole == null ? FETCH_FORWARD : whole.getFetchDirection();
    }

    /** On a merged result the size of the statement stays in force for the rows still to come. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        requireOpen();
        if (rows < 0 && !statement.isStreaming(rows)) {
            throw Errors.argument("The fetch size " + rows + " is negative.", "Pass 0 for the default.");
        }
        if (whole != null && rows >= 0) {
            whole.setFetchSize(rows);
        }
    }

    @Override
    public int getFetchSize() throws SQLException {
        requireOpen();
        int asked = statement.getFetchSize();
        return whole == null || asked < 0 ? asked : whole.getFetchSize();
    }

    @Override
    public int getType() throws SQLException {
        requireOpen();
        return whole == null ? TYPE_FORWARD_ONLY : whole.getType();
    }

    @Override
    public int getConcurrency() throws SQLException {
        requireOpen();
        return whole == null ? CONCUR_READ_ONLY : whole.getConcurrency();
    }

    @Override
    public int getHoldability() throws SQLException {
        requireOpen();
        return statement.getResultSetHoldability();
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        requireOpen();
        return whole != null && whole.rowUpdated();
    }

    @Override
    public boolean rowInserted() throws SQLException {
        requireOpen();
        return whole != null && whole.rowInserted();
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        requireOpen();
        return whole != null && whole.rowDeleted();
    }

    @Override
    public void insertRow() throws SQLException {
        write(RowChanges::insert, ResultSet::insertRow);
    }

    @Override
    public void updateRow() throws SQLException {
        write(RowChanges::update, ResultSet::updateRow);
    }

    @Override
    public void deleteRow() throws SQLException {
        write(RowChanges::delete, ResultSet::deleteRow);
    }

    @Override
    public void refreshRow() throws SQLException {
        ResultSet target = updatable();
        gate.run(statement, session -> target.refreshRow());
        changes.forget();
    }

    private interface RowAction {
        void on(ResultSet rows) throws SQLException;
    }

    /** What the change would be in SQL. */
    private interface Change {
        RowChanges.@Nullable Write of(RowChanges changes, ResultSet rows) throws SQLException;
    }

    private void write(Change change, RowAction action) throws SQLException {
        ResultSet target = updatable();
        gate.run(statement, session -> {
            RowChanges.Write write = change.of(changes, target);
            if (write == null) {
                action.on(target);
            } else {
                write.make(session, target, () -> action.on(target));
            }
        });
        changes.forget();
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        updatable().cancelRowUpdates();
        changes.forget();
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        updatable().moveToInsertRow();
        changes.forget();
    }

    @Override
    public void moveToCurrentRow() throws SQLException {
        updatable().moveToCurrentRow();
        changes.forget();
    }

    @Override
    public Statement getStatement() throws SQLException {
        requireOpen();
        return statement;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        requireOpen();
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        if (whole != null && whole.isWrapperFor(type)) {
            return whole.unwrap(type);
        }
        throw Errors.wrongType(type, "Only the result of one shard has a native result set.");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || (whole != null && !isClosed() && whole.isWrapperFor(type));
    }
}
