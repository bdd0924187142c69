package io.kintsugi.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** MySQL's servers when they are short of connections, lose some, or have more rows than anybody wants at once. */
@MySqlTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlHardUseIT {
    private static final int SECONDS_MAX = 30;
    private static final int ROWS = 2_500;

    /** An engine ends with its last connection. */
    private static final String AT_ONCE = "&lingerMillis=0";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final MySqlCluster cluster = MySqlCluster.create(2, "notes: {key: id}\n");

    MySqlHardUseIT() throws SQLException {}

    @BeforeAll
    void fill() throws SQLException {
        try (Connection connection = cluster.sharded(AT_ONCE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE notes (id bigint PRIMARY KEY, body varchar(50), version int DEFAULT 0)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO notes (id, body) VALUES (?, ?)")) {
                for (int id = 1; id <= ROWS; id++) {
                    insert.setLong(1, id);
                    insert.setString(2, "note " + id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    @AfterAll
    void end() {
        threads.shutdownNow();
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return String.valueOf(rows.getString(1));
        }
    }

    /** In transactions that all have read note 1. */
    private List<Connection> holders(int count, String properties) throws SQLException {
        List<Connection> holders = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Connection connection = cluster.sharded(properties);
            holders.add(connection);
            connection.setAutoCommit(false);
            one(connection, "SELECT body FROM notes WHERE id = 1");
        }
        return holders;
    }

    private static void close(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    @Test
    void usedUpPool_saysSo_andServesAgainOnceOneIsGivenBack() throws SQLException {
        String properties = "&poolSizePerNode=2&poolWaitMillis=250" + AT_ONCE;
        List<Connection> holding = holders(2, properties);
        try (Connection late = cluster.sharded(properties)) {
            assertThatThrownBy(() -> one(late, "SELECT body FROM notes WHERE id = 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo(ErrorCode.POOL_EXHAUSTED.sqlState()))
                    .hasMessageContaining("poolSizePerNode");
            holding.remove(0).close();
            assertThat(one(late, "SELECT body FROM notes WHERE id = 1")).isEqualTo("note 1");
        } finally {
            close(holding);
        }
    }

    @Test
    void cancelAndTimeouts_endTheWaitForAConnection() throws Exception {
        String properties = "&poolSizePerNode=2&poolWaitMillis=60000" + AT_ONCE;
        List<Connection> holding = holders(2, properties);
        try (Connection late = cluster.sharded(properties);
                Statement statement = late.createStatement()) {
            String sql = "SELECT body FROM notes WHERE id = 1";
            Future<SQLException> waiting =
                    threads.submit(() -> catchThrowableOfType(SQLException.class, () -> statement.executeQuery(sql)));
            while (!waiting.isDone()) {
                statement.cancel();
                TimeUnit.MILLISECONDS.sleep(10);
            }
            SQLException cancelled = waiting.get(SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(cancelled.getSQLState()).as(cancelled.toString()).isEqualTo(ErrorCode.CANCELLED.sqlState());
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery(sql)).hasMessageContaining("did not end within 1000 ms");
            statement.setQueryTimeout(0);
            late.setNetworkTimeout(Runnable::run, 300);
            assertThatThrownBy(() -> statement.executeQuery(sql)).hasMessageContaining("did not end within 300 ms");
            late.setNetworkTimeout(Runnable::run, 0);
            close(holding);
            assertThat(one(late, sql)).isEqualTo("note 1");
        } finally {
            close(holding);
        }
    }

    /** Of everybody who is in the shard's database. */
    private void kill(int shard) throws SQLException {
        try (Connection administrator = cluster.plain();
                Statement statement = administrator.createStatement()) {
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT id FROM performance_schema.processlist WHERE db = '"
                    + cluster.shardDatabases().get(shard) + "'")) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            assertThat(ids).isNotEmpty();
            for (String id : ids) {
                statement.execute("KILL " + id);
            }
        }
    }

    private static void writeEverywhere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE notes SET version = version + 1"))
                    .isEqualTo(ROWS);
        }
    }

    @Test
    void connectionKilledInATransaction_losesAllOfIt() throws SQLException {
        try (Connection connection = cluster.sharded(AT_ONCE);
                Connection other = cluster.sharded(AT_ONCE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            String before = one(other, "SELECT sum(version) FROM notes");
            writeEverywhere(connection);
            kill(0);
            assertThatThrownBy(() -> writeEverywhere(connection)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.executeUpdate("UPDATE notes SET version = 7 WHERE id = 3"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState())
                                    .isEqualTo(ErrorCode.TRANSACTION_ABORTED.sqlState()));
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            connection.rollback();
            assertThat(one(connection, "SELECT sum(version) FROM notes")).isEqualTo(before);
            connection.rollback();
        }
    }

    /** Whoever commits learns it: of the first shard that nothing is left, of a later one that the rest is. */
    @Test
    void connectionKilledBeforeTheCommit_isNeverACommit() throws SQLException {
        try (Connection connection = cluster.sharded(AT_ONCE);
                Connection other = cluster.sharded(AT_ONCE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int shard = 0; shard < 2; shard++) {
                writeEverywhere(connection);
                kill(shard);
                assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
                connection.rollback();
            }
            assertThat(connection.isValid(SECONDS_MAX)).isTrue();
            assertThat(statement.executeUpdate("UPDATE notes SET version = 0")).isEqualTo(ROWS);
            connection.commit();
            assertThat(one(other, "SELECT sum(version) FROM notes")).isEqualTo("0");
        }
    }

    @Test
    void connectionKilledWhileIdle_isReplacedOrReported_andNeverAWrongAnswer() throws SQLException {
        try (Connection connection = cluster.sharded(AT_ONCE)) {
            assertThat(one(connection, "SELECT count(*) FROM notes")).isEqualTo(Integer.toString(ROWS));
            kill(1);
            int failed = 0;
            String count = "";
            while (count.isEmpty()) {
                try {
                    count = one(connection, "SELECT count(*) FROM notes");
                } catch (SQLException lost) {
                    assertThat(lost.getSQLState()).as(lost.toString()).startsWith("08");
                    failed++;
                    assertThat(failed).isLessThan(20);
                }
            }
            assertThat(count).isEqualTo(Integer.toString(ROWS));
        }
    }

    @Test
    void rowsComeInParts_asTheApplicationAsks() throws SQLException {
        for (boolean autoCommit : new boolean[] {true, false}) {
            for (int fetchSize : new int[] {Integer.MIN_VALUE, 7, 1_000}) {
                try (Connection connection = cluster.sharded(AT_ONCE + "&mergeFetchSize=100");
                        Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(autoCommit);
                    statement.setFetchSize(fetchSize);
                    assertThat(statement.getFetchSize()).isEqualTo(fetchSize);
                    assertAllRows(connection, statement, "SELECT id, body FROM notes ORDER BY id", ROWS);
                    assertAllRows(connection, statement, "SELECT id, body FROM notes WHERE id = 5 ORDER BY id", 1);
                }
            }
        }
    }

    /** While rows are still to come, the same connection answers other statements: unlike the native driver's. */
    private static void assertAllRows(Connection connection, Statement statement, String sql, int expected)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            int count = 0;
            while (rows.next()) {
                count++;
                assertThat(rows.getString(2)).isEqualTo("note " + rows.getLong(1));
                if (count % 1_000 == 1) {
                    assertThat(one(connection, "SELECT body FROM notes WHERE id = " + rows.getLong(1)))
                            .isEqualTo(rows.getString("body"));
                }
            }
            assertThat(count).isEqualTo(expected);
        }
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
        }
        assertThat(one(connection, "SELECT count(*) FROM notes")).isEqualTo(Integer.toString(ROWS));
    }

    @Test
    void negativeFetchSizes_areRefusedButOne() throws SQLException {
        try (Connection connection = cluster.sharded(AT_ONCE);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.setFetchSize(-1)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.setFetchSize(Integer.MIN_VALUE + 1))
                    .isInstanceOf(SQLException.class);
        }
    }
}
