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
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
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

    /** All of them, with their indexes and large values. */
    private static final String SYSTEM_CATALOGS =
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                    + " 'pg_catalog'::regnamespace";

    private static final int ROUNDS = 5;

    /** Of a connection that is gone: another try has another one. */
    private static final List<String> LOST = List.of("57P01", "08006", "08003", "08001");

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
            assertThat(lost.getSQLState()).as("%s", lost).isIn(LOST);
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

    /** One result is on each database; only that of the lost one ends, and may be asked for again at once. */
    @Test
    void aDatabaseThatIsLost_failsItsOwnStatementsAlone_andTheyCanBeRepeated() throws SQLException {
        Cluster cluster = Cluster.create(KEYSPACES, 2);
        KintsugiDriver driver = new KintsugiDriver();
        String rows = "SELECT a.total FROM orders a JOIN orders b ON a.total = b.total";
        try (Connection filling = Contestants.connect(driver, cluster.url())) {
            fill(filling);
            try (Connection first = Contestants.connect(driver, cluster.url());
                    Connection second = Contestants.connect(driver, cluster.url());
                    Statement one = first.createStatement();
                    Statement other = second.createStatement();
                    ResultSet onFirst = one.executeQuery(rows);
                    ResultSet onSecond = other.executeQuery(rows)) {
                drop(cluster.databases().get(3));
                List<String> outcomes = Stream.of(onFirst, onSecond)
                        .map(WorkbenchNodesIT::outcome)
                        .toList();
                assertThat(outcomes).hasSize(2).contains(ORDERS + " rows").containsAnyElementsOf(LOST);
            }
            assertThat(count(filling, rows)).isEqualTo(ORDERS);
            assertThat(count(filling, JOIN)).isEqualTo(20);
        } finally {
            driver.engines().close();
        }
    }

    private static String outcome(ResultSet rows) {
        try {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count + " rows";
        } catch (SQLException lost) {
            return lost.getSQLState();
        }
    }

    /** What needs no workbench asks nothing of the catalog either, from the first statement after its loss on. */
    @Test
    void whenTheCatalogIsLost_statementsOfOneShardAndMerges_goOnWithoutAnError() throws SQLException {
        Cluster cluster = Cluster.create(KEYSPACES, 1);
        KintsugiDriver driver = new KintsugiDriver();
        try (Connection connection = Contestants.connect(driver, cluster.url())) {
            fill(connection);
            for (String lost : List.of("", cluster.databases().get(0))) {
                if (!lost.isEmpty()) {
                    drop(lost);
                }
                assertThat(number(connection, "SELECT total FROM orders WHERE order_id = 7"))
                        .isEqualTo(7);
                assertThat(count(connection, "SELECT order_id FROM orders ORDER BY order_id"))
                        .isEqualTo(ORDERS);
                assertThat(number(connection, "SELECT sum(total) FROM orders WHERE total > 1999"))
                        .isEqualTo(2000);
                assertThat(count(connection, "SELECT user_id, count(*) FROM orders GROUP BY user_id"))
                        .isEqualTo(10);
                try (Statement statement = connection.createStatement()) {
                    assertThat(statement.executeUpdate("UPDATE orders SET total = total WHERE order_id = 7"))
                            .isEqualTo(1);
                }
            }
        } finally {
            driver.engines().close();
        }
    }

    @Test
    void schemaChanges_reachTheWorkbench_andItsCatalogsDoNotGrow() throws SQLException {
        assertCatalogsDoNotGrow(200);
    }

    @Tag("proof")
    @Test
    void tenThousandQueries_growNoSystemCatalog() throws SQLException {
        assertCatalogsDoNotGrow(10_000);
    }

    /** Queries of both kinds of hand-over, in turns. */
    private static void assertCatalogsDoNotGrow(int queries) throws SQLException {
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
            long before = number(behind, SYSTEM_CATALOGS);
            for (int query = 0; query < queries; query += 2) {
                assertThat(number(connection, "SELECT count(*) FROM users a JOIN users b ON a.name = b.name"))
                        .isEqualTo(9);
                assertThat(count(connection, "SELECT * FROM totals WHERE total = 1999"))
                        .isZero();
            }
            assertThat(number(behind, SYSTEM_CATALOGS)).isEqualTo(before);
        } finally {
            driver.engines().close();
        }
    }
}
