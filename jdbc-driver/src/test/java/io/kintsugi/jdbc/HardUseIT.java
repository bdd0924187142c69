package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Many connections, long statements, pools without a free connection: bounded, and an error that says what to do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardUseIT {
    private static final int CONNECTIONS = 1_000;
    private static final int THREADS = 64;
    private static final int CROWD = 300;
    private static final int TEN_MEGABYTES = 10 << 20;
    private static final int ROWS = 100;

    private final KintsugiDriver driver = new KintsugiDriver();
    private Cluster cluster = new Cluster(List.of(), Contestants.topologyFile());

    @BeforeAll
    void fill() throws SQLException {
        cluster = Cluster.create(
                "main:\n  shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}\n  tables: {notes: {key: id}}\n");
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE notes (id bigint PRIMARY KEY, body text)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO notes VALUES (?, ?)")) {
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
        driver.engines().close();
    }

    private Connection connect(String properties) throws SQLException {
        return Contestants.connect(driver, cluster.url() + properties);
    }

    private static long id(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM notes WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getLong(1);
            }
        }
    }

    private long sessions() throws SQLException {
        try (Connection shard = cluster.shard(0);
                Statement statement = shard.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name LIKE 'kintsugi-%'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void thousandConnections_shareThePools() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Connection> connections = new ArrayList<>();
        long before = sessions();
        try {
            for (int number = 0; number < CONNECTIONS; number++) {
                connections.add(connect("?poolSizePerNode=8"));
            }
            List<Callable<Long>> calls = new ArrayList<>();
            for (int number = 0; number < CONNECTIONS; number++) {
                Connection connection = connections.get(number);
                long key = 1 + number % ROWS;
                calls.add(() -> id(connection, key) - key);
            }
            for (Future<Long> done : threads.invokeAll(calls)) {
                assertThat(done.get()).isZero();
            }
            assertThat(sessions()).isLessThanOrEqualTo(before + 8);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
            threads.shutdownNow();
        }
    }

    /** More than the server takes: each must wait for one of the pool's few. */
    @Test
    void crowdOfFirstCallers_opensNoMoreThanThePoolHas() throws Exception {
        KintsugiDriver fresh = new KintsugiDriver();
        ExecutorService threads = Executors.newFixedThreadPool(CROWD);
        CountDownLatch together = new CountDownLatch(CROWD);
        List<Connection> connections = new ArrayList<>();
        try {
            List<Callable<Long>> calls = new ArrayList<>();
            for (int number = 0; number < CROWD; number++) {
                Connection connection =
                        Contestants.connect(fresh, cluster.url() + "?poolSizePerNode=4&poolWaitMillis=60000");
                connections.add(connection);
                calls.add(() -> {
                    together.countDown();
                    together.await();
                    return id(connection, 1);
                });
            }
            for (Future<Long> done : threads.invokeAll(calls)) {
                assertThat(done.get()).isEqualTo(1);
            }
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
            threads.shutdownNow();
            fresh.engines().close();
        }
    }

    @Test
    void usedUpPool_saysSo_andServesAgainOnceOneIsGivenBack() throws SQLException {
        String properties = "?poolSizePerNode=2&poolWaitMillis=250&lingerMillis=0";
        List<Connection> holding = new ArrayList<>();
        try (Connection late = connect(properties)) {
            for (int number = 0; number < 2; number++) {
                Connection connection = connect(properties);
                holding.add(connection);
                connection.setAutoCommit(false);
                id(connection, 1);
            }
            assertThatThrownBy(() -> id(late, 1))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo(ErrorCode.POOL_EXHAUSTED.sqlState()))
                    .hasMessageContaining("poolSizePerNode");
            holding.remove(0).close();
            assertThat(id(late, 1)).isEqualTo(1);
        } finally {
            for (Connection connection : holding) {
                connection.close();
            }
        }
    }

    @Test
    void parameterOfTenMegabytes_isStoredAndReadBack() throws SQLException {
        String body = "x".repeat(TEN_MEGABYTES);
        try (Connection connection = connect("");
                PreparedStatement update = connection.prepareStatement("UPDATE notes SET body = ? WHERE id = 3")) {
            update.setString(1, body);
            assertThat(update.executeUpdate()).isEqualTo(1);
            assertThat(length(connection, "SELECT body FROM notes WHERE id = 3"))
                    .isEqualTo(TEN_MEGABYTES);
        }
    }

    @Test
    void literalOfTenMegabytes_isStored() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            String text = "UPDATE notes SET body = '" + "y".repeat(TEN_MEGABYTES) + "' WHERE id = 4";
            assertThat(statement.executeUpdate(text)).isEqualTo(1);
            assertThat(length(connection, "SELECT body FROM notes WHERE id = 4"))
                    .isEqualTo(TEN_MEGABYTES);
        }
    }

    @Test
    void listOfManyKeys_isAnswered() throws SQLException {
        assertListIsAnswered(TEN_MEGABYTES / 20);
    }

    @Tag("proof")
    @Test
    void listOfTenMegabytes_isAnswered() throws SQLException {
        assertListIsAnswered(TEN_MEGABYTES);
    }

    private void assertListIsAnswered(int characters) throws SQLException {
        StringBuilder text = new StringBuilder("SELECT count(*) FROM notes WHERE id IN (1");
        for (int id = 2; text.length() < characters; id++) {
            text.append(", ").append(id);
        }
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text.append(')').toString())) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(ROWS);
        }
    }

    @Test
    void statementBeyondTheLimit_isRefused_namingIt() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            String text = "SELECT '" + "z".repeat(17 << 20) + "'";
            assertThatThrownBy(() -> statement.execute(text))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("statementCharactersMax")
                    .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(1_000));
            assertThat(id(connection, 1)).isEqualTo(1);
        }
    }

    private static int length(Connection connection, String select) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            rows.next();
            return rows.getString(1).length();
        }
    }
}
