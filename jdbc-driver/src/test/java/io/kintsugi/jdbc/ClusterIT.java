package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.PGConnection;

/** The driver over two shards: threads, faults, pools, leaks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {
    private static final int SECONDS_MAX = 20;

    private final KintsugiDriver driver = new KintsugiDriver();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Cluster cluster = Cluster.create(
            """
            main:
              shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
              tables: {users: {key: user_id}}
            """);

    ClusterIT() throws SQLException {}

    @BeforeAll
    void define() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name text)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users VALUES (?, ?)")) {
                for (long id = 1; id <= 50; id++) {
                    insert.setLong(1, id);
                    insert.setString(2, "user " + id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    @AfterAll
    void stop() {
        threads.shutdownNow();
        driver.engines().close();
    }

    private Connection connect() throws SQLException {
        return cluster.contestant(driver).connect();
    }

    private static final String SLOW = "SELECT pg_sleep(60) FROM users WHERE user_id = ?";

    private Future<SQLException> runSlowly(PreparedStatement statement) throws SQLException {
        statement.setLong(1, 1);
        return threads.submit(() -> {
            try {
                statement.executeQuery();
                return new SQLException("it ended by itself");
            } catch (SQLException expected) {
                return expected;
            }
        });
    }

    /** True while a backend of either shard sleeps for us. */
    private boolean sleeps() {
        for (int shard = 0; shard < 2; shard++) {
            try (Connection connection = cluster.shard(shard);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
                            + " AND query LIKE 'SELECT pg_sleep%' AND datname = current_database()")) {
                rows.next();
                if (rows.getInt(1) > 0) {
                    return true;
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
        return false;
    }

    @Test
    void cancel_fromAnotherThread_endsTheStatementOnly() throws Exception {
        try (Connection connection = connect();
                PreparedStatement slow = connection.prepareStatement(SLOW);
                Statement other = connection.createStatement()) {
            Future<SQLException> running = runSlowly(slow);
            SharedEnginesIT.await(this::sleeps);
            other.cancel();
            assertThat(running.isDone()).isFalse();
            slow.cancel();
            SQLException error = running.get(SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(error.getSQLState()).isEqualTo("57014");
            assertThat((Throwable) error).isNotInstanceOf(SQLTimeoutException.class);
            assertThat(one(other, "SELECT name FROM users WHERE user_id = 1")).isEqualTo("user 1");
        }
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void timeout_hasTheStateOfACancel_andNoTimeoutClass() throws Exception {
        try (Connection connection = connect();
                PreparedStatement slow = connection.prepareStatement(SLOW)) {
            slow.setQueryTimeout(1);
            SQLException error = runSlowly(slow).get(SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(error.getSQLState()).isEqualTo("57014");
            assertThat((Throwable) error).isNotInstanceOf(SQLTimeoutException.class);
        }
    }

    @Test
    void close_whileAnotherThreadExecutes_endsBoth() throws Exception {
        Connection connection = connect();
        PreparedStatement slow = connection.prepareStatement(SLOW);
        Future<SQLException> running = runSlowly(slow);
        SharedEnginesIT.await(this::sleeps);
        connection.close();
        assertThat(running.get(SECONDS_MAX, TimeUnit.SECONDS).getSQLState()).isIn("57014", "KZ503");
        assertThat(connection.isClosed()).isTrue();
        assertThat(slow.isClosed()).isTrue();
        SharedEnginesIT.await(() -> !sleeps());
    }

    @Test
    void abort_whileAnotherThreadExecutes_endsBoth() throws Exception {
        Connection connection = connect();
        Future<SQLException> running = runSlowly(connection.prepareStatement(SLOW));
        SharedEnginesIT.await(this::sleeps);
        connection.abort(threads);
        assertThat(connection.isClosed()).isTrue();
        assertThat((Throwable) running.get(SECONDS_MAX, TimeUnit.SECONDS)).isNotNull();
        SharedEnginesIT.await(() -> !sleeps());
    }

    @Test
    void closingTheStatement_whileAnotherThreadExecutesIt_endsIt() throws Exception {
        try (Connection connection = connect()) {
            PreparedStatement slow = connection.prepareStatement(SLOW);
            Future<SQLException> running = runSlowly(slow);
            SharedEnginesIT.await(this::sleeps);
            slow.close();
            assertThat(running.get(SECONDS_MAX, TimeUnit.SECONDS).getSQLState()).isEqualTo("57014");
            assertThat(one(connection.createStatement(), "SELECT count(*) FROM users")).isEqualTo("50");
        }
    }

    @Test
    void oneConnection_sharedByThreads_givesEachItsOwnRows() throws Exception {
        try (Connection connection = connect()) {
            List<CompletableFuture<Void>> all = java.util.stream.LongStream.rangeClosed(1, 8)
                    .mapToObj(id -> CompletableFuture.runAsync(() -> readOften(connection, id), threads))
                    .toList();
            for (CompletableFuture<Void> one : all) {
                one.get(SECONDS_MAX, TimeUnit.SECONDS);
            }
        }
    }

    private static void readOften(Connection connection, long id) {
        try (PreparedStatement select = connection.prepareStatement("SELECT name FROM users WHERE user_id = ?")) {
            for (int turn = 0; turn < 50; turn++) {
                select.setLong(1, id);
                try (ResultSet rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("user " + id);
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void missingParameter_isNamedByItsNumber() throws Exception {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT name FROM users WHERE user_id = ? AND name = ?")) {
            select.setLong(1, 1);
            assertThatThrownBy(select::executeQuery).hasMessageContaining("Parameter 2 has not been set");
            assertThatThrownBy(() -> select.setLong(3, 1)).hasMessageContaining("no parameter 3");
            select.setString(2, "user 1");
            assertThat(select.executeQuery().next()).isTrue();
            select.clearParameters();
            assertThatThrownBy(select::executeQuery).hasMessageContaining("Parameter 1 has not been set");
        }
    }

    @Test
    void severalStatements_inOneText_areRefusedUnlessSessionCommands() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT 1; SELECT 2"))
                    .isInstanceOfSatisfying(
                            SQLFeatureNotSupportedException.class,
                            error -> assertThat(error.getSQLState()).isEqualTo("KZ018"));
            assertThatThrownBy(() -> statement.execute("SET TimeZone = 'UTC'; DELETE FROM users"))
                    .hasMessageContaining("K1018");
            assertThat(statement.execute("SET TimeZone = 'UTC'; SHOW TimeZone")).isFalse();
            assertThat(statement.getMoreResults()).isTrue();
            ResultSet rows = statement.getResultSet();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("UTC");
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }
    }

    @Test
    void nativeConnection_isThereWhilePinned() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(connection.isWrapperFor(PGConnection.class)).isFalse();
            assertThatThrownBy(() -> connection.unwrap(PGConnection.class)).hasMessageContaining("kintsugi.shard");
            assertThatThrownBy(() -> connection.prepareCall("{call p()}")).hasMessageContaining("one shard only");
            statement.execute("SET kintsugi.shard = 'main/s0'");
            assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
            assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
        }
    }

    @Test
    void closeOnCompletion_closesWithTheLastResult() throws Exception {
        try (Connection connection = connect()) {
            Statement statement = connection.createStatement();
            statement.closeOnCompletion();
            ResultSet rows = statement.executeQuery("SELECT user_id FROM users ORDER BY user_id");
            assertThat(rows.next()).isTrue();
            rows.close();
            assertThat(statement.isClosed()).isTrue();
        }
    }

    @Test
    void pool_keepsConnections_onEveryRefusal() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDriverClassName(KintsugiDriver.class.getName());
        config.setJdbcUrl(cluster.url());
        config.setUsername("postgres");
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Connection first = nativeOf(pool);
            for (String sql : List.of(
                    "SELECT count(*) FILTER (WHERE false), rank() OVER (ORDER BY name) FROM users GROUP BY name",
                    "SELECT * FROM users a JOIN users b ON a.name = b.name",
                    "UPDATE users SET user_id = 5 WHERE user_id = 4",
                    "INSERT INTO users (name) VALUES ('no key')",
                    "SELECT 1; SELECT 2",
                    "SELEC 1",
                    "SELECT * FROM nowhere",
                    "SELECT name FROM users WHERE user_id = 1 FOR UPDATE; ")) {
                refuse(pool, sql);
            }
            assertThat(nativeOf(pool)).isSameAs(first);
        }
    }

    private static void refuse(HikariDataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            assertThat(refused.getSQLState()).as(sql).isNotEqualTo("0A000").doesNotStartWith("08");
        }
    }

    private static Connection nativeOf(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection.unwrap(KintsugiConnection.class);
        }
    }

    @Test
    void killedBackends_areReplaced() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(one(statement, "SELECT count(*) FROM users")).isEqualTo("50");
            connection.setAutoCommit(false);
            statement.executeUpdate("UPDATE users SET name = 'lost' WHERE user_id = 1");
            killBackends();
            assertThatThrownBy(() -> statement.executeUpdate("UPDATE users SET name = 'lost' WHERE user_id = 1"))
                    .isInstanceOf(SQLException.class);
            connection.rollback();
            connection.setAutoCommit(true);
            SharedEnginesIT.await(() -> answers(connection));
            assertThat(one(statement, "SELECT name FROM users WHERE user_id = 1")).isEqualTo("user 1");
        }
    }

    private static boolean answers(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return one(statement, "SELECT count(*) FROM users").equals("50");
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void killBackends() throws SQLException {
        for (int shard = 0; shard < 2; shard++) {
            try (Connection connection = cluster.shard(shard);
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
        }
    }

    @Test
    void unclosedObjects_leaveNothingBehind() throws Exception {
        for (int turn = 0; turn < 30; turn++) {
            Connection connection = connect();
            connection.setAutoCommit(turn % 2 == 0);
            Statement statement = connection.createStatement();
            statement.setFetchSize(5);
            statement.executeQuery("SELECT * FROM users ORDER BY user_id").next();
            connection.prepareStatement("SELECT name FROM users WHERE user_id = ?").getMetaData();
            connection.getMetaData().getTables(null, null, "%", null).next();
            connection.close();
        }
        for (int shard = 0; shard < 2; shard++) {
            try (Connection connection = cluster.shard(shard)) {
                assertThat(one(
                                connection.createStatement(),
                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                        + " AND state LIKE 'idle in transaction%'"))
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void slowStatement_isBoundedByTheNetworkTimeout() throws InterruptedException, ExecutionException, SQLException,
            java.util.concurrent.TimeoutException {
        try (Connection connection = connect();
                PreparedStatement slow = connection.prepareStatement(SLOW)) {
            connection.setNetworkTimeout(threads, 500);
            assertThat(connection.getNetworkTimeout()).isEqualTo(500);
            assertThat(runSlowly(slow).get(SECONDS_MAX, TimeUnit.SECONDS).getSQLState()).isEqualTo("57014");
        }
    }
}
