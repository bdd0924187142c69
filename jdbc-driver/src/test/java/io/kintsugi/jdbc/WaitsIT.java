package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.testkit.report.Seed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What ends a wait from outside: for a connection, for further rows, and by threads that meet in any order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WaitsIT {
    private static final int SECONDS_MAX = 30;
    private static final int USERS = 40;
    private static final int ROUNDS = 40;

    /** What a statement may be told when somebody else cancels it, or closes its connection. */
    private static final Set<String> INTERRUPTED = Set.of("57014", "KZ503", "55000", "08003", "08006", "25P02");

    private final KintsugiDriver driver = new KintsugiDriver();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Cluster cluster = Cluster.create("""
            main:
              shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
              tables: {users: {key: user_id}}
            """);

    WaitsIT() throws SQLException {}

    @BeforeAll
    void define() throws SQLException {
        try (Connection connection = connect("100");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name text)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users VALUES (?, ?)")) {
                for (long id = 1; id <= USERS; id++) {
                    insert.setLong(1, id);
                    insert.setString(2, "user " + id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    @AfterAll
    void end() {
        threads.shutdownNow();
        driver.engines().close();
    }

    /** Of a cluster whose pools hold few connections, for which one waits long. */
    private Connection connect(String poolWaitMillis) throws SQLException {
        Properties properties = Contestants.user();
        properties.setProperty("poolSizePerNode", "2");
        properties.setProperty("poolWaitMillis", "100".equals(poolWaitMillis) ? "5000" : poolWaitMillis);
        properties.setProperty("mergeFetchSize", "2");
        return Contestants.connect(driver, cluster.url(), properties);
    }

    private Connection patient() throws SQLException {
        return connect("60000");
    }

    /** Takes all connections to the shard of user 1. */
    private Connection[] holdAll() throws SQLException {
        Connection[] holders = {patient(), patient()};
        for (Connection holder : holders) {
            holder.setAutoCommit(false);
            one(holder, "SELECT name FROM users WHERE user_id = 1");
        }
        return holders;
    }

    private static void close(Connection... connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return String.valueOf(rows.getString(1));
        }
    }

    private interface Query {
        void run() throws SQLException;
    }

    private Future<SQLException> failureOf(Query query) {
        return threads.submit(() -> {
            try {
                query.run();
                return new SQLException("it ended by itself", "00000");
            } catch (SQLException failed) {
                return failed;
            }
        });
    }

    private static SQLException cancelled(Future<SQLException> running, Statement statement) throws Exception {
        while (!running.isDone()) {
            statement.cancel();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return running.get(SECONDS_MAX, TimeUnit.SECONDS);
    }

    @Test
    void cancel_endsTheWaitForAConnection() throws Exception {
        Connection[] holders = holdAll();
        try (Connection connection = patient();
                Statement statement = connection.createStatement()) {
            SQLException failure = cancelled(
                    failureOf(() -> statement.executeQuery("SELECT name FROM users WHERE user_id = 1")), statement);
            assertThat(failure.getSQLState()).as(failure.toString()).isEqualTo("57014");
            close(holders);
            assertThat(one(connection, "SELECT name FROM users WHERE user_id = 1"))
                    .isEqualTo("user 1");
        }
    }

    @Test
    void timeouts_boundTheWaitForAConnection() throws Exception {
        Connection[] holders = holdAll();
        try (Connection connection = patient();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery("SELECT name FROM users WHERE user_id = 1"))
                    .hasMessageContaining("did not end within 1000 ms");
            statement.setQueryTimeout(0);
            connection.setNetworkTimeout(Runnable::run, 400);
            assertThatThrownBy(() -> statement.executeQuery("SELECT name FROM users WHERE user_id = 1"))
                    .hasMessageContaining("did not end within 400 ms");
            connection.setNetworkTimeout(Runnable::run, 0);
            close(holders);
            assertThat(one(connection, "SELECT name FROM users WHERE user_id = 1"))
                    .isEqualTo("user 1");
        }
    }

    @Test
    void close_endsTheWaitForAConnection() throws Exception {
        Connection[] holders = holdAll();
        Connection connection = patient();
        Future<SQLException> running = failureOf(() -> one(connection, "SELECT name FROM users WHERE user_id = 1"));
        while (!running.isDone()) {
            connection.close();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(running.get(SECONDS_MAX, TimeUnit.SECONDS).getSQLState()).isIn(INTERRUPTED);
        close(holders);
    }

    @Test
    void interruptedThread_isToldSo_andStaysInterrupted() throws Exception {
        Connection[] holders = holdAll();
        AtomicBoolean kept = new AtomicBoolean();
        try (Connection connection = patient()) {
            Future<SQLException> running = failureOf(() -> {
                Thread.currentThread().interrupt();
                try {
                    one(connection, "SELECT name FROM users WHERE user_id = 1");
                } finally {
                    kept.set(Thread.interrupted());
                }
            });
            SQLException failure = running.get(SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(failure.getSQLState()).as(failure.toString()).isEqualTo("57014");
            assertThat(failure.getMessage()).contains("interrupted");
            assertThat(kept).isTrue();
            close(holders);
            assertThat(one(connection, "SELECT name FROM users WHERE user_id = 1"))
                    .isEqualTo("user 1");
        }
    }

    @Test
    void cancel_endsTheFetchOfFurtherRows() throws Exception {
        for (String sql : new String[] {
            "SELECT CASE WHEN n > 5 THEN pg_sleep(60) END FROM generate_series(1, 10) AS n",
            "SELECT user_id, CASE WHEN user_id > 20 THEN pg_sleep(60) END FROM users WHERE user_id < 30"
        }) {
            try (Connection connection = patient();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.setFetchSize(2);
                ResultSet rows = statement.executeQuery(sql);
                assertThat(rows.next()).isTrue();
                SQLException failure = cancelled(
                        failureOf(() -> {
                            while (rows.next()) {
                                rows.getString(1);
                            }
                        }),
                        statement);
                assertThat(failure.getSQLState()).as(failure.toString()).isEqualTo("57014");
                connection.rollback();
                assertThat(one(connection, "SELECT name FROM users WHERE user_id = 1"))
                        .isEqualTo("user 1");
            }
        }
    }

    @Test
    void networkTimeout_boundsTheFetchOfFurtherRows() throws Exception {
        Properties properties = Contestants.user();
        properties.setProperty("cancelWaitMillis", "300");
        try (Connection connection = Contestants.connect(driver, cluster.url(), properties);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.setNetworkTimeout(Runnable::run, 300);
            statement.setFetchSize(2);
            ResultSet rows = statement.executeQuery(
                    "SELECT CASE WHEN n > 5 THEN pg_sleep(60) END FROM generate_series(1, 10) AS n");
            assertThatThrownBy(() -> {
                        while (rows.next()) {
                            rows.getString(1);
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).startsWith("08"));
            connection.rollback();
            assertThat(one(connection, "SELECT name FROM users WHERE user_id = 1"))
                    .isEqualTo("user 1");
        }
    }

    @Test
    void errorsOfServers_nameTheirShard() throws Exception {
        try (Connection connection = patient();
                Statement statement = connection.createStatement()) {
            for (long id = 1; id <= 8; id++) {
                String insert = "INSERT INTO users VALUES (" + id + ", 'again')";
                assertThatThrownBy(() -> statement.executeUpdate(insert))
                        .isInstanceOf(org.postgresql.util.PSQLException.class)
                        .satisfies(failure -> assertThat(
                                        Arrays.stream(failure.getSuppressed()).map(Throwable::getMessage))
                                .anyMatch(message ->
                                        message.matches("raised by shard main/s[01] on node 's[01]' at .*")));
            }
        }
    }

    @Test
    void validity_needsNoServerThatIsBusy() throws Exception {
        Properties properties = Contestants.user();
        properties.setProperty("poolSizePerNode", "1");
        properties.setProperty("validForMillis", "600000");
        try (Connection connection = Contestants.connect(driver, cluster.url(), properties);
                Connection holder = Contestants.connect(driver, cluster.url(), properties)) {
            assertThat(connection.isValid(1)).isTrue();
            for (String shard : new String[] {"catalog", "main/s0"}) {
                holder.createStatement().execute("SET kintsugi.shard = '" + shard + "'");
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void threadsThatMeetInAnyOrder_leaveNothingBehind() throws Exception {
        Random random = new Random(Seed.of("interleavings"));
        for (int round = 0; round < ROUNDS; round++) {
            Connection connection = patient();
            long seed = random.nextLong();
            Future<?> owner = threads.submit(() -> own(connection, new Random(seed)));
            disturb(connection, new Random(seed + 1));
            owner.get(SECONDS_MAX, TimeUnit.SECONDS);
            connection.close();
        }
        // Two connections are all there are: one that was lost would be missed here.
        Connection[] holders = holdAll();
        close(holders);
        try (Connection connection = patient()) {
            assertThat(one(connection, "SELECT count(*) FROM users")).isEqualTo(Integer.toString(USERS));
        }
    }

    /** Statements of one thread; whatever is answered is right. */
    private static Void own(Connection connection, Random random) throws SQLException {
        for (int turn = 0; turn < 30; turn++) {
            try {
                step(connection, random);
            } catch (SQLException interrupted) {
                assertThat(interrupted.getSQLState()).as(interrupted.toString()).isIn(INTERRUPTED);
                if (connection.isClosed()) {
                    return null;
                }
                rollBack(connection);
            }
        }
        return null;
    }

    private static void rollBack(Connection connection) throws SQLException {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException closedOrDoomed) {
            assertThat(closedOrDoomed.getSQLState()).isIn(INTERRUPTED);
        }
    }

    private static void step(Connection connection, Random random) throws SQLException {
        int id = 1 + random.nextInt(USERS);
        switch (random.nextInt(5)) {
            case 0 ->
                assertThat(one(connection, "SELECT name FROM users WHERE user_id = " + id))
                        .isEqualTo("user " + id);
            case 1 -> assertThat(one(connection, "SELECT count(*) FROM users")).isEqualTo(Integer.toString(USERS));
            case 2 -> connection.setAutoCommit(random.nextBoolean());
            case 3 -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT user_id FROM users ORDER BY user_id")) {
                    for (long expected = 1; rows.next(); expected++) {
                        assertThat(rows.getLong(1)).isEqualTo(expected);
                    }
                }
            }
            default -> one(connection, "SELECT pg_sleep(0.002) FROM users WHERE user_id = " + id);
        }
    }

    private void disturb(Connection connection, Random random) throws Exception {
        int turns = random.nextInt(12);
        for (int turn = 0; turn < turns; turn++) {
            TimeUnit.MICROSECONDS.sleep(random.nextInt(3_000));
            try (Statement statement = connection.createStatement()) {
                statement.cancel();
            } catch (SQLException closed) {
                assertThat(closed.getSQLState()).isIn(INTERRUPTED);
            }
        }
        switch (random.nextInt(3)) {
            case 0 -> connection.abort(threads);
            case 1 -> connection.close();
            default -> connection.isValid(SECONDS_MAX);
        }
    }
}
