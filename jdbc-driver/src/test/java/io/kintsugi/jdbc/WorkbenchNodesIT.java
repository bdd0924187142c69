package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.embedded.SharedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A workbench of databases of its own: what a cluster has of them, and what it does without. */
final class WorkbenchNodesIT {
    private static final String KEYSPACES = """
            main:
              shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
              tables: {users: {key: user_id}, orders: {key: order_id}}
            """;
    private static final String JOIN =
            "SELECT u.name, o.total FROM users u JOIN orders o ON o.user_id = u.user_id ORDER BY 2";
    private static final String LARGE = "SELECT count(*) FROM orders a JOIN orders b ON a.total = b.total";
    private static final int ORDERS = 2_000;
    private static final int ROUNDS = 5;

    private static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET kintsugi.transaction_mode = 'best-effort'");
            statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name text)");
            statement.execute("CREATE TABLE orders (order_id bigint PRIMARY KEY, user_id bigint, total integer)");
            statement.execute("CREATE VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id");
            for (int user = 1; user <= 9; user++) {
                statement.addBatch("INSERT INTO users VALUES (" + user + ", 'user " + user + "')");
            }
            for (int order = 1; order <= ORDERS; order++) {
                int user = order <= 20 ? order % 9 + 1 : 0;
                statement.addBatch("INSERT INTO orders VALUES (" + order + ", " + user + ", " + order + ")");
            }
            connection.setAutoCommit(false);
            statement.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            long count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static void drop(String database) throws SQLException {
        try (Connection server = SharedPostgres.get().server().connect("postgres");
                Statement statement = server.createStatement()) {
            statement.execute("DROP DATABASE \"" + database + "\" WITH (FORCE)");
        }
    }

    @Test
    void aDatabaseThatIsLost_isDoneWithout_andTheCatalogToo() throws SQLException {
        Cluster cluster = Cluster.create(KEYSPACES, 2);
        KintsugiDriver driver = new KintsugiDriver();
        try (Connection connection = Contestants.connect(driver, cluster.url() + "?poolWaitMillis=2000")) {
            fill(connection);
            List<Connection> sessions = new ArrayList<>();
            try {
                for (int session = 0; session < 4; session++) {
                    sessions.add(Contestants.connect(driver, cluster.url() + "?poolWaitMillis=2000"));
                }
                assertAnswers(sessions);
                drop(cluster.databases().get(3));
                settle(sessions);
                assertAnswers(sessions);
                drop(cluster.databases().get(0));
                settle(sessions);
                assertAnswers(sessions);
                assertThat(number(sessions.get(0), "SELECT total FROM orders WHERE order_id = 7"))
                        .isEqualTo(7);
                assertThat(number(sessions.get(0), "SELECT sum(total) FROM orders WHERE total > 1999"))
                        .isEqualTo(2000);
            } finally {
                for (Connection session : sessions) {
                    session.close();
                }
            }
        } finally {
            driver.engines().close();
        }
    }

    private static void assertAnswers(List<Connection> sessions) throws SQLException {
        for (Connection session : sessions) {
            assertThat(count(session, JOIN)).isEqualTo(20);
            assertThat(number(session, LARGE)).isEqualTo(ORDERS);
        }
    }

    /** Statements that meet a connection which was cut learn of it, once each. */
    private static void settle(List<Connection> sessions) {
        for (int round = 0; round < ROUNDS; round++) {
            sessions.forEach(WorkbenchNodesIT::attempt);
        }
    }

    private static void attempt(Connection session) {
        try {
            count(session, JOIN);
            number(session, LARGE);
        } catch (SQLException lost) {
            assertThat(lost.getSQLState()).as("%s", lost).isIn("57P01", "08006", "08003", "08001");
        }
    }

    @Test
    void openResults_haveADatabaseEach_andNoneIsLeftForOneMore() throws SQLException {
        Cluster cluster = Cluster.create(KEYSPACES, 2);
        KintsugiDriver driver = new KintsugiDriver();
        String rows = "SELECT a.total FROM orders a JOIN orders b ON a.total = b.total";
        try (Connection connection = Contestants.connect(driver, cluster.url() + "?workbenchWaitMillis=100")) {
            fill(connection);
            try (Statement first = connection.createStatement();
                    Statement second = connection.createStatement();
                    Statement third = connection.createStatement();
                    ResultSet one = first.executeQuery(rows);
                    ResultSet two = second.executeQuery(rows)) {
                assertThat(one.next()).isTrue();
                assertThat(two.next()).isTrue();
                assertThatThrownBy(() -> third.executeQuery(rows)).hasMessageContaining("K1407");
            }
            assertThat(count(connection, rows)).isEqualTo(ORDERS);
        } finally {
            driver.engines().close();
        }
    }

    @Test
    void schemaChanges_reachTheWorkbench_andItsCatalogsDoNotGrow() throws SQLException {
        Cluster cluster = Cluster.create(KEYSPACES, 1);
        KintsugiDriver driver = new KintsugiDriver();
        try (Connection connection = Contestants.connect(driver, cluster.url());
                Statement statement = connection.createStatement();
                Connection behind = SharedPostgres.get()
                        .server()
                        .connect(cluster.databases().get(3))) {
            fill(connection);
            statement.execute("ALTER TABLE users ADD COLUMN born date DEFAULT DATE '2000-01-01'");
            assertThat(count(connection, "SELECT u.born FROM users u JOIN totals t ON t.total > u.user_id"))
                    .isPositive();
            String sizes =
                    "SELECT pg_relation_size('pg_catalog.pg_attribute') + pg_relation_size('pg_catalog.pg_class')"
                            + " + pg_relation_size('pg_catalog.pg_statistic') + pg_relation_size('pg_catalog.pg_depend')";
            long before = number(behind, sizes);
            for (int time = 0; time < 200; time++) {
                assertThat(number(connection, "SELECT count(*) FROM users a JOIN users b ON a.name = b.name"))
                        .isEqualTo(9);
                assertThat(count(connection, "SELECT * FROM totals WHERE total = 1999"))
                        .isZero();
            }
            assertThat(number(behind, sizes)).isEqualTo(before);
        } finally {
            driver.engines().close();
        }
    }
}
