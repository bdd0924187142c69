package io.kintsugi.jdbc;

import io.kintsugi.engine.api.BatchResult;
import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.PreparedRoute;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of one connection. Confined to one thread at a time, except cancelling and closing. */
class KintsugiStatement implements Statement {
    private static final List<String> NO_BATCH = List.of();

    private final KintsugiConnection connection;
    private final SessionGate gate;
    private final StatementOptions options;
    private final StatementResults results;
    private List<String> batch = NO_BATCH;
    private boolean escapes = true;
    private boolean poolable;
    private boolean closeOnCompletion;
    private volatile boolean closed;

    KintsugiStatement(KintsugiConnection connection, int type, int concurrency, int holdability) throws SQLException {
        this.connection = connection;
        this.gate = connection.gate();
        this.options = new StatementOptions(connection.settings().dialect(), type, concurrency, holdability);
        this.results = new StatementResults(this, gate);
    }

    final void requireOpen() throws SQLException {
        if (closed || gate.isClosed()) {
            throw Errors.closed("statement");
        }
    }

    final KintsugiConnection connection() {
        return connection;
    }

    final SessionGate gate() {
        return gate;
    }

    final StatementResults results() {
        return results;
    }

    final ExecuteOptions options(GeneratedKeys keys) {
        return options.with(keys, connection.networkTimeoutMillis());
    }

    /** Runs one statement; its result becomes the current one. */
    final boolean run(PreparedRoute route, Bindings bindings, GeneratedKeys keys) throws SQLException {
        requireOpen();
        results.begin(keys);
        gate.enter(this);
        try {
            boolean rows = results.accept(gate.session().execute(route, bindings, options(keys)));
            requireStillOpen();
            return rows;
        } catch (ShardException failure) {
            throw Errors.of(failure);
        } finally {
            gate.leave();
        }
    }

    /** Whoever closed the statement while it ran has not seen this result. */
    private void requireStillOpen() throws SQLException {
        if (closed) {
            results.clear();
            throw Errors.closed("statement");
        }
    }

    private boolean run(String sql, GeneratedKeys keys) throws SQLException {
        requireOpen();
        results.begin(keys);
        return gate.call(this, session -> {
            List<String> parts = connection.settings().dialect().commands(nativeText(sql));
            boolean rows = results.accept(runPart(session, parts.get(0), keys));
            if (parts.size() > 1) {
                runLater(session, parts.subList(1, parts.size()), keys);
            }
            requireStillOpen();
            return rows;
        });
    }

    /** Where one of several commands fails, there is no result: what the others gave is closed. */
    private void runLater(EngineSession session, List<String> parts, GeneratedKeys keys) throws SQLException {
        try {
            for (String part : parts) {
                results.later(runPart(session, part, keys));
            }
        } catch (SQLException | RuntimeException failed) {
            try {
                results.clear();
            } catch (SQLException second) {
                failed.addSuppressed(second);
            }
            throw failed;
        }
    }

    private io.kintsugi.engine.api.StatementResult runPart(EngineSession session, String sql, GeneratedKeys keys)
            throws SQLException {
        return session.execute(session.prepare(sql), Bindings.NONE, options(keys));
    }

    private String nativeText(@Nullable String sql) throws SQLException {
        String text = requireText(sql);
        String plain = escapes ? connection.settings().dialect().withoutEscapes(text) : text;
        return connection.settings().dialect().asPrepared(plain);
    }

    private String requireText(@Nullable String sql) throws SQLException {
        requireOpen();
        if (sql == null) {
            throw Errors.argument("The statement's text is null.", "Pass the text of a statement.");
        }
        return sql;
    }

    final ResultSet rowsOrError(boolean rows) throws SQLException {
        KintsugiResultSet found = results.rows();
        if (!rows || found == null) {
            throw Errors.resultExpected();
        }
        return found;
    }

    final long countOrError(boolean rows) throws SQLException {
        if (rows) {
            results.clear();
            throw Errors.noResultExpected();
        }
        return results.updateCount();
    }

    /** As the native driver: a count that an int cannot hold becomes SUCCESS_NO_INFO. */
    static int small(long count) {
        return count > Integer.MAX_VALUE ? SUCCESS_NO_INFO : (int) count;
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        connection.settings().dialect().requireQuery(requireText(sql));
        return rowsOrError(run(sql, StatementOptions.NO_KEYS));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return run(sql, StatementOptions.NO_KEYS);
    }

    @Override
    public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
        requireOpen();
        return run(sql, StatementOptions.keys(autoGeneratedKeys));
    }

    @Override
    public boolean execute(String sql, int[] columnIndexes) throws SQLException {
        requireOpen();
        return run(sql, connection.keyColumns(sql, columnIndexes));
    }

    @Override
    public boolean execute(String sql, String[] columnNames) throws SQLException {
        requireOpen();
        return run(sql, StatementOptions.keys(columnNames));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return small(executeLargeUpdate(sql));
    }

    @Override
    public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        return small(executeLargeUpdate(sql, autoGeneratedKeys));
    }

    @Override
    public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return small(executeLargeUpdate(sql, columnIndexes));
    }

    @Override
    public int executeUpdate(String sql, String[] columnNames) throws SQLException {
        return small(executeLargeUpdate(sql, columnNames));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return countOrError(run(sql, StatementOptions.NO_KEYS));
    }

    @Override
    public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        return countOrError(execute(sql, autoGeneratedKeys));
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return countOrError(execute(sql, columnIndexes));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
        return countOrError(execute(sql, columnNames));
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        String text = requireText(sql);
        if (batch.isEmpty()) {
            batch = new ArrayList<>();
        }
        batch.add(text);
    }

    @Override
    public void clearBatch() throws SQLException {
        requireOpen();
        batch = NO_BATCH;
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return Arrays.stream(executeLargeBatch())
                .mapToInt(KintsugiStatement::small)
                .toArray();
    }

    /** Runs the texts in their order until one fails; in autocommit mode nothing of them is then left. */
    @Override
    public long[] executeLargeBatch() throws SQLException {
        requireOpen();
        results.begin(StatementOptions.NO_KEYS);
        List<String> texts = new ArrayList<>(batch.size());
        for (String text : batch) {
            texts.add(nativeText(text));
        }
        batch = NO_BATCH;
        if (texts.isEmpty()) {
            return new long[0];
        }
        BatchResult result = gate.call(this, session -> session.executeBatch(texts, options(StatementOptions.NO_KEYS)));
        return BatchCounts.of(result, texts::get);
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        requireOpen();
        return results.rows();
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return small(getLargeUpdateCount());
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        requireOpen();
        return results.updateCount();
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return getMoreResults(CLOSE_CURRENT_RESULT);
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        requireOpen();
        if (current < CLOSE_CURRENT_RESULT || current > CLOSE_ALL_RESULTS) {
            throw Errors.argument("There is no result mode " + current + ".", "Use a constant of Statement.");
        }
        return results.next(current);
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        requireOpen();
        KintsugiResultSet keys = results.keys();
        return keys != null ? keys : connection.noKeys(results.areKeysAsked());
    }

    @Override
    public void cancel() throws SQLException {
        requireOpen();
        gate.cancel(this);
    }

    /** A statement of another thread that still runs is cancelled, not waited for. */
    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        if (!gate.isClosed() && gate.enterCancelling(this)) {
            try {
                results.clear();
            } finally {
                gate.leave();
            }
        }
    }

    void onClosed(KintsugiResultSet resultSet) throws SQLException {
        boolean last = results.forget(resultSet);
        if (last && closeOnCompletion) {
            close();
        }
    }

    @Override
    public boolean isClosed() {
        return closed || gate.isClosed();
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        requireOpen();
        closeOnCompletion = true;
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        requireOpen();
        return closeOnCompletion;
    }

    @Override
    public Connection getConnection() throws SQLException {
        requireOpen();
        return connection;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        requireOpen();
        return results.warnings();
    }

    @Override
    public void clearWarnings() throws SQLException {
        requireOpen();
        results.clearWarnings();
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        requireOpen();
        return options.fieldBytesMax();
    }

    /** As in the native driver: pgjdbc cuts texts and bytes, Connector/J only keeps the number. */
    @Override
    public void setMaxFieldSize(int max) throws SQLException {
        requireOpen();
        options.fieldBytesMax(max);
    }

    @Override
    public int getMaxRows() throws SQLException {
        requireOpen();
        return (int) Math.min(options.rowsMax(), Integer.MAX_VALUE);
    }

    @Override
    public void setMaxRows(int max) throws SQLException {
        setLargeMaxRows(max);
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        requireOpen();
        return options.rowsMax();
    }

    @Override
    public void setLargeMaxRows(long max) throws SQLException {
        requireOpen();
        options.rowsMax(max);
    }

    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        requireOpen();
        escapes = enable;
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        requireOpen();
        return options.timeoutSeconds();
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        requireOpen();
        options.timeoutSeconds(seconds);
    }

    /** Without effect, as in the native driver: positioned updates are said in SQL. */
    @Override
    public void setCursorName(String name) throws SQLException {
        requireOpen();
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        requireOpen();
        options.fetchDirection(direction);
    }

    @Override
    public int getFetchDirection() throws SQLException {
        requireOpen();
        return options.fetchDirection();
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        requireOpen();
        options.fetchSize(rows);
    }

    final boolean isStreaming(int rows) {
        return options.isStreaming(rows);
    }

    @Override
    public int getFetchSize() throws SQLException {
        requireOpen();
        return options.fetchSize();
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        requireOpen();
        return options.concurrency();
    }

    @Override
    public int getResultSetType() throws SQLException {
        requireOpen();
        return options.type();
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        requireOpen();
        return options.holdability();
    }

    @Override
    public void setPoolable(boolean poolable) throws SQLException {
        requireOpen();
        this.poolable = poolable;
    }

    @Override
    public boolean isPoolable() throws SQLException {
        requireOpen();
        return poolable;
    }

    @Override
    public String enquoteLiteral(@Nullable String value) throws SQLException {
        requireOpen();
        String text = notNull(value);
        return connection.settings().dialect().quotesAsStandard()
                ? Statement.super.enquoteLiteral(text)
                : quoting(statement -> statement.enquoteLiteral(text));
    }

    @Override
    public String enquoteNCharLiteral(@Nullable String value) throws SQLException {
        requireOpen();
        String text = notNull(value);
        return connection.settings().dialect().quotesAsStandard()
                ? Statement.super.enquoteNCharLiteral(text)
                : quoting(statement -> statement.enquoteNCharLiteral(text));
    }

    @Override
    public String enquoteIdentifier(@Nullable String identifier, boolean alwaysQuote) throws SQLException {
        requireOpen();
        String text = notNull(identifier);
        return connection.settings().dialect().quotesAsStandard()
                ? Statement.super.enquoteIdentifier(text, alwaysQuote)
                : quoting(statement -> statement.enquoteIdentifier(text, alwaysQuote));
    }

    @Override
    public boolean isSimpleIdentifier(@Nullable String identifier) throws SQLException {
        requireOpen();
        String text = notNull(identifier);
        return connection.settings().dialect().quotesAsStandard()
                ? Statement.super.isSimpleIdentifier(text)
                : quoting(statement -> statement.isSimpleIdentifier(text));
    }

    private interface Quoting<T> {
        T by(Statement statement) throws SQLException;
    }

    /** By a native statement under the session's modes. */
    private <T> T quoting(Quoting<T> quoting) throws SQLException {
        return connection.onCatalog(catalog -> {
            try (Statement statement = catalog.createStatement()) {
                return quoting.by(statement);
            }
        });
    }

    private static String notNull(@Nullable String text) throws SQLException {
        if (text == null) {
            throw Errors.argument("The text to quote is null.", "Pass a text.");
        }
        return text;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        requireOpen();
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw Errors.wrongType(type, "A statement may run on several shards and has no native statement.");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
