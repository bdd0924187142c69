package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A cancel, or the statement's timeout, at every step of a query that the workbench finishes. Each step is stopped by a
 * lock that it needs and the test holds, or by a query that does not end; that it stands there is seen in the server's
 * own views.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WorkbenchInterruptionIT {
    private static final String KEYSPACES = """
            main:
              shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
              tables: {users: {key: user_id}, orders: {key: order_id}}
            """;

    private static final int SHARD = 1;
    private static final int WORKBENCH = 3;
    private static final int ORDERS = 2_000;
    private static final int SECONDS_MAX = 60;

    private static final String FEW = "SELECT count(*) FROM users a JOIN users b ON a.name = b.name";
    private static final String MANY = "SELECT count(*) FROM orders a JOIN orders b ON a.total = b.total";

    /** Of whole rows, which only real tables have: no plan is asked for before rows are there to be loaded. */
    private static final String WHOLE = "SELECT count(a) FROM orders a JOIN orders b ON a.total = b.total";

    /** More pairs than anybody counts. */
    private static final String ENDLESS_FEW = "SELECT count(*) FROM users a JOIN users b ON a.name < b.name"
            + " JOIN users c ON b.name <> c.name JOIN users d ON c.name <> d.name JOIN users e ON d.name <> e.name"
            + " JOIN users f ON e.name <> f.name JOIN users g ON f.name <> g.name JOIN users h ON g.name <> h.name";

    private static final String ENDLESS_MANY = "SELECT count(*) FROM orders a JOIN orders b ON a.total < b.total"
            + " JOIN orders c ON b.total <> c.total JOIN orders d ON c.total <> d.total";

    /** Of this database: somebody waits for a lock. */
    private static final String WAITS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()";

    /** Of this database: the final query runs. */
    private static final String FINISHES = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND state = 'active' AND query NOT LIKE 'EXPLAIN%' AND query LIKE '%<> d.%' AND pid <> pg_backend_pid()";

    private final KintsugiDriver driver = new KintsugiDriver();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Cluster cluster = Cluster.create(KEYSPACES, 1);

    WorkbenchInterruptionIT() throws SQLException {}

    @BeforeAll
    void define() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET kintsugi.transaction_mode = 'best-effort'");
            statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name text)");
            statement.execute("CREATE TABLE orders (order_id bigint PRIMARY KEY, total integer)");
            connection.setAutoCommit(false);
            for (int user = 1; user <= 100; user++) {
                statement.addBatch("INSERT INTO users VALUES (" + user + ", 'user " + user + "')");
            }
            for (int order = 1; order <= ORDERS; order++) {
                statement.addBatch("INSERT INTO orders VALUES (" + order + ", " + order + ")");
            }
            statement.executeBatch();
            connection.commit();
        }
    }

    @AfterAll
    void end() {
        threads.shutdownNow();
        driver.engines().close();
    }

    /** A lease that was not given back would be missed at once. */
    private Connection connect() throws SQLException {
        return Contestants.connect(driver, cluster.url() + "?workbenchWaitMillis=20000&poolSizePerNode=2");
    }

    private Connection behind(int database) throws SQLException {
        return SharedPostgres.get().server().connect(cluster.databases().get(database));
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static SQLException failure(Statement statement, String sql) {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getLong(1);
            }
            return new SQLException("it ended by itself", "00000");
        } catch (SQLException failed) {
            return failed;
        }
    }

    /**
     * Runs a query that stops somewhere, and ends it there in both ways.
     *
     * @param lock what holds it up; empty = it does not end by itself
     * @param seen what is not 0 once it has stopped
     */
    private void assertEnds(String sql, int database, String lock, String seen, String then) throws Exception {
        try (Connection connection = connect();
                Connection holder = behind(database)) {
            holder.setAutoCommit(false);
            if (!lock.isEmpty()) {
                try (Statement holding = holder.createStatement()) {
                    holding.execute(lock);
                }
            }
            try (Statement statement = connection.createStatement()) {
                Future<SQLException> running = threads.submit(() -> failure(statement, sql));
                awaitSeen(database, seen, running);
                statement.cancel();
                assertCancelled(running.get(SECONDS_MAX, TimeUnit.SECONDS));
            }
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                assertCancelled(failure(statement, sql));
            }
            holder.rollback();
            assertThat(number(connection, then)).isEqualTo(then.equals(FEW) ? 100 : ORDERS);
            assertThat(
                            number(
                                    holder,
                                    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                                            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
                    .isZero();
        }
    }

    private static void assertCancelled(SQLException failed) {
        assertThat(failed.getSQLState()).as(failed.toString()).isEqualTo("57014");
    }

    private void awaitSeen(int database, String seen, Future<SQLException> running) throws Exception {
        try (Connection watching = behind(database)) {
            while (number(watching, seen) == 0) {
                if (running.isDone()) {
                    throw new AssertionError("it ended before it came there", running.get());
                }
                Thread.onSpinWait();
            }
        }
    }

    private static String locked(String table, String mode) {
        return "LOCK TABLE " + table + " IN " + mode + " MODE";
    }

    @Test
    void theCheckByTheServersPlan() throws Exception {
        // What a row is made of is asked of the table, under its lock.
        assertEnds(FEW, WORKBENCH, locked("users", "ACCESS EXCLUSIVE"), WAITS, FEW);
    }

    @Test
    void thePullFromAShard() throws Exception {
        assertEnds(FEW, SHARD, locked("users", "ACCESS EXCLUSIVE"), WAITS, FEW);
        assertEnds(MANY, SHARD, locked("orders", "ACCESS EXCLUSIVE"), WAITS, MANY);
    }

    @Test
    void theWaitForALease() throws Exception {
        assertEnds(MANY, WORKBENCH, "SELECT pg_advisory_xact_lock(1802399348, 1)", WAITS, MANY);
    }

    @Test
    void theLookAtTheTables() throws Exception {
        assertEnds(WHOLE, WORKBENCH, locked("orders", "ACCESS EXCLUSIVE"), WAITS, MANY);
    }

    @Test
    void theLoading() throws Exception {
        // Whoever reads gets the table, whoever writes does not.
        assertEnds(MANY, WORKBENCH, locked("orders", "SHARE"), WAITS, MANY);
    }

    @Test
    void theFinalQuery() throws Exception {
        assertEnds(ENDLESS_FEW, WORKBENCH, "", FINISHES, FEW);
        assertEnds(ENDLESS_MANY, WORKBENCH, "", FINISHES, MANY);
    }
}
