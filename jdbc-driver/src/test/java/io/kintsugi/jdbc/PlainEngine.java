package io.kintsugi.jdbc;

import io.kintsugi.engine.api.BatchResult;
import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.CatalogLease;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.SavepointHandle;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.topology.Credentials;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An engine of one server and no routing, by the native driver: what differs from the native driver through it is the
 * driver's own doing. With {@code merged} it hides that results are whole, as those of several shards are.
 */
final class PlainEngine implements RunningEngine {
    private final String jdbcUrl;
    private final boolean merged;
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile boolean closed;

    PlainEngine(String jdbcUrl, boolean merged) {
        this.jdbcUrl = jdbcUrl;
        this.merged = merged;
    }

    int openSessions() {
        return sessions.get();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public EngineSession openSession(Credentials credentials, SessionOptions options) throws SQLException {
        Connection connection = DriverManager.getConnection(jdbcUrl);
        sessions.incrementAndGet();
        return new PlainSession(connection);
    }

    @Override
    public void close() {
        closed = true;
    }

    private record PlainRoute(String text, int parameterCount) implements PreparedRoute {
        @Override
        public boolean writes() {
            return true;
        }

        @Override
        public List<IdDemand> idDemands() {
            return List.of();
        }

        @Override
        public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
            throw new IllegalStateException("there is nothing to plan");
        }
    }

    private final class PlainSession implements EngineSession {
        private final Connection connection;
        private final Map<Integer, Savepoint> savepoints = new HashMap<>();
        private volatile @Nullable Statement running;
        private boolean closed;

        PlainSession(Connection connection) {
            this.connection = connection;
        }

        @Override
        public PreparedRoute prepare(String sql) {
            return new PlainRoute(
                    sql,
                    SqlLexer.postgreSql(ParameterStyle.QUESTION_MARK).lex(sql).parameterCount());
        }

        private PreparedStatement statement(PreparedRoute route, ExecuteOptions options) throws SQLException {
            PreparedStatement statement = create(route.text(), options);
            statement.setFetchSize(options.fetchSize());
            statement.setMaxRows((int) options.rowsMax());
            statement.setQueryTimeout((int) (options.timeoutMillis() / 1000));
            return statement;
        }

        private PreparedStatement create(String sql, ExecuteOptions options) throws SQLException {
            if (options.generatedKeys() instanceof GeneratedKeys.All) {
                return connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
            }
            if (options.generatedKeys() instanceof GeneratedKeys.Columns columns) {
                return connection.prepareStatement(sql, columns.names().toArray(String[]::new));
            }
            return connection.prepareStatement(sql, options.resultSetType(), options.resultSetConcurrency());
        }

        private void bind(PreparedRoute route, Bindings bindings, PreparedStatement statement) throws SQLException {
            for (int number = 1; number <= route.parameterCount(); number++) {
                bindings.bind(statement, number, number);
            }
        }

        @Override
        public StatementResult execute(PreparedRoute route, Bindings bindings, ExecuteOptions options)
                throws SQLException {
            PreparedStatement statement = statement(route, options);
            running = statement;
            try {
                bind(route, bindings, statement);
                boolean rows = statement.execute();
                return rows ? rows(statement, options) : count(statement, options);
            } catch (SQLException failed) {
                statement.close();
                throw failed;
            } finally {
                running = null;
            }
        }

        private StatementResult rows(PreparedStatement statement, ExecuteOptions options) throws SQLException {
            boolean whole = !merged || options.resultSetType() != ResultSet.TYPE_FORWARD_ONLY;
            return new StatementResult.Rows(
                    new PlainCursor(statement, statement.getResultSet(), whole),
                    Optional.ofNullable(statement.getWarnings()));
        }

        private StatementResult count(PreparedStatement statement, ExecuteOptions options) throws SQLException {
            return new StatementResult.UpdateCount(
                    Math.max(0, statement.getLargeUpdateCount()),
                    keys(statement, options),
                    Optional.ofNullable(statement.getWarnings()));
        }

        private Optional<RowCursor> keys(PreparedStatement statement, ExecuteOptions options) throws SQLException {
            if (options.generatedKeys() instanceof GeneratedKeys.None) {
                statement.closeOnCompletion();
                return Optional.empty();
            }
            return Optional.of(new PlainCursor(statement, statement.getGeneratedKeys(), true));
        }

        @Override
        public BatchResult executeBatch(PreparedRoute route, List<? extends Bindings> bindings, ExecuteOptions options)
                throws SQLException {
            PreparedStatement statement = statement(route, options);
            for (Bindings entry : bindings) {
                bind(route, entry, statement);
                statement.addBatch();
            }
            try {
                List<Long> counts =
                        Arrays.stream(statement.executeLargeBatch()).boxed().toList();
                return new BatchResult(counts, keys(statement, options), Optional.empty());
            } catch (BatchUpdateException failed) {
                List<Long> counts = new ArrayList<>();
                Arrays.stream(failed.getLargeUpdateCounts()).forEach(counts::add);
                return new BatchResult(counts, Optional.empty(), Optional.of(failed.getNextException()));
            }
        }

        @Override
        public BatchResult executeBatch(List<String> texts, ExecuteOptions options) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                for (String text : texts) {
                    statement.addBatch(text);
                }
                List<Long> counts = new ArrayList<>();
                Arrays.stream(statement.executeBatch()).forEach(count -> counts.add((long) count));
                return new BatchResult(counts, Optional.empty(), Optional.empty());
            } catch (BatchUpdateException failed) {
                List<Long> counts = new ArrayList<>();
                Arrays.stream(failed.getLargeUpdateCounts()).forEach(counts::add);
                return new BatchResult(counts, Optional.empty(), Optional.of(failed.getNextException()));
            }
        }

        @Override
        public boolean writeNatively(Connection shard, PreparedRoute same, Bindings bindings, NativeWrite write)
                throws SQLException {
            write.run();
            return true;
        }

        @Override
        public void pinToKey(Optional<String> keyspace, Optional<Object> key) {
            // One server owns every key.
        }

        @Override
        public boolean pinToKeyIfValid(Optional<String> keyspace, Object key, Duration limit) {
            return true;
        }

        @Override
        public void setNetworkTimeout(int millis) throws SQLException {
            connection.setNetworkTimeout(Runnable::run, millis);
        }

        @Override
        public boolean autoCommit() {
            return ask(connection::getAutoCommit);
        }

        @Override
        public void setAutoCommit(boolean autoCommit) throws SQLException {
            connection.setAutoCommit(autoCommit);
        }

        @Override
        public boolean inTransaction() {
            return ask(() ->
                    connection.unwrap(org.postgresql.core.BaseConnection.class).getTransactionState()
                            != org.postgresql.core.TransactionState.IDLE);
        }

        private interface Question {
            boolean answer() throws SQLException;
        }

        private static boolean ask(Question question) {
            try {
                return question.answer();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public void commit() throws SQLException {
            connection.commit();
        }

        @Override
        public int shardsWritten() {
            return 0;
        }

        @Override
        public void rollback() throws SQLException {
            connection.rollback();
        }

        @Override
        public SavepointHandle setSavepoint(Optional<String> name) throws SQLException {
            int id = savepoints.size() + 1;
            savepoints.put(id, name.isPresent() ? connection.setSavepoint(name.get()) : connection.setSavepoint());
            return new SavepointHandle(id, name.orElse("s" + id), name.isPresent());
        }

        private Savepoint savepoint(SavepointHandle handle) {
            return java.util.Objects.requireNonNull(savepoints.get(handle.id()));
        }

        @Override
        public void rollbackTo(SavepointHandle savepoint) throws SQLException {
            connection.rollback(savepoint(savepoint));
        }

        @Override
        public void release(SavepointHandle savepoint) throws SQLException {
            connection.releaseSavepoint(savepoint(savepoint));
        }

        @Override
        public int transactionIsolation() {
            try {
                return connection.getTransactionIsolation();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public void setTransactionIsolation(int level) throws SQLException {
            connection.setTransactionIsolation(level);
        }

        @Override
        public boolean readOnly() {
            return ask(connection::isReadOnly);
        }

        @Override
        public void setReadOnly(boolean readOnly) throws SQLException {
            connection.setReadOnly(readOnly);
        }

        @Override
        public CatalogLease catalog() {
            return new CatalogLease() {
                @Override
                public Connection connection() {
                    return connection;
                }

                @Override
                public void close() {
                    // The session's own connection stays.
                }
            };
        }

        @Override
        public Optional<Connection> nativeConnectionIfPinnedToOneShard() {
            return merged ? Optional.empty() : Optional.of(connection);
        }

        @Override
        public boolean isValid(Duration limit) {
            return ask(() -> connection.isValid((int) Math.max(1, limit.toSeconds())));
        }

        @Override
        public void cancel() throws SQLException {
            Statement now = running;
            if (now != null) {
                now.cancel();
            }
        }

        @Override
        public Future<?> abortAfter(Duration patience) {
            return CompletableFuture.runAsync(
                    () -> {}, CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
        }

        @Override
        public boolean holdsConnections() {
            return false;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void close() throws SQLException {
            if (!closed) {
                closed = true;
                sessions.decrementAndGet();
                connection.close();
            }
        }
    }

    private static final class PlainCursor implements RowCursor {
        private final Statement statement;
        private final ResultSet rows;
        private final boolean whole;
        private boolean closed;

        PlainCursor(Statement statement, ResultSet rows, boolean whole) {
            this.statement = statement;
            this.rows = rows;
            this.whole = whole;
        }

        @Override
        public ResultSetMetaData metaData() throws SQLException {
            return rows.getMetaData();
        }

        @Override
        public int visibleColumns() {
            try {
                return rows.getMetaData().getColumnCount();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public boolean next() throws SQLException {
            return rows.next();
        }

        @Override
        public ResultSet current() {
            return rows;
        }

        @Override
        public Optional<ResultSet> whole() {
            return whole ? Optional.of(rows) : Optional.empty();
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void close() throws SQLException {
            closed = true;
            statement.close();
        }
    }
}
