package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are pulled in turns, by keys of those that are here already: fewer of them, and all of one snapshot. */
final class PullTurnsIT {
    private static final int ORDERS = 60;
    private static final String OF_THREE =
            "SELECT o.order_id, b.name FROM orders o JOIN buyers b ON b.buyer_id = o.buyer"
                    + " WHERE o.note = 'note 3' ORDER BY 1";

    private final KintsugiDriver driver = new KintsugiDriver();
    private Cluster cluster;

    @BeforeEach
    void fill() throws SQLException {
        cluster = Cluster.create("""
                main:
                  shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
                  tables: {orders: {key: order_id}, buyers: {key: buyer_id}}
                """);
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE buyers (buyer_id integer PRIMARY KEY, name text)");
            statement.execute("CREATE TABLE orders (order_id bigint PRIMARY KEY, buyer bigint, note text)");
            insert(connection, "INSERT INTO buyers VALUES (?, ?)", (insert, id) -> insert.setString(2, "name " + id));
            insert(connection, "INSERT INTO orders VALUES (?, ?, ?)", (insert, id) -> {
                insert.setLong(2, id + 1);
                insert.setString(3, "note " + id % 20);
            });
        }
    }

    @AfterEach
    void stop() {
        driver.engines().close();
    }

    private interface Row {
        void set(PreparedStatement insert, int id) throws SQLException;
    }

    private static void insert(Connection connection, String sql, Row row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int id = 0; id < ORDERS; id++) {
                insert.setInt(1, id);
                row.set(insert, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private Connection connect(String options) throws SQLException {
        return Contestants.connect(driver, cluster.url() + "?poolSizePerNode=1&lingerMillis=0" + options);
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1) + " " + rows.getString(2));
            }
        }
        return found;
    }

    @Test
    void rowsThatMatchNone_stayOnTheirShards() throws SQLException {
        // 3 orders, 3 buyers.
        try (Connection connection = connect("&workbenchRowsMax=6")) {
            assertThat(rows(connection, OF_THREE)).containsExactly("3 name 4", "23 name 24", "43 name 44");
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThat(rows(connection, OF_THREE)).hasSize(3);
            connection.commit();
        }
    }

    @Test
    void inTransactionsThatKeepNoSnapshot_allRowsArePulledAtOnce() throws SQLException {
        try (Connection connection = connect("&workbenchRowsMax=6")) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> rows(connection, OF_THREE)).hasMessageContaining("K1402");
            connection.rollback();
        }
        try (Connection connection = connect("")) {
            connection.setAutoCommit(false);
            assertThat(rows(connection, OF_THREE)).hasSize(3);
        }
    }

    @Test
    void moreKeysThanMayBe_areNotUsed() throws SQLException {
        for (String options : List.of("&workbenchKeysMax=2", "&workbenchKeysMax=0")) {
            try (Connection connection = connect(options + "&workbenchRowsMax=6")) {
                assertThatThrownBy(() -> rows(connection, OF_THREE)).hasMessageContaining("K1402");
            }
            try (Connection connection = connect(options)) {
                assertThat(rows(connection, OF_THREE)).hasSize(3);
            }
        }
    }

    @Test
    void writesOfTheTransaction_areSeenInEachTurn() throws SQLException {
        try (Connection connection = connect("&workbenchRowsMax=6")) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET kintsugi.transaction_mode = 'best-effort'");
                statement.execute("UPDATE orders SET buyer = 50 WHERE order_id = 3");
                statement.execute("UPDATE buyers SET name = 'changed' WHERE buyer_id = 50");
            }
            assertThat(rows(connection, OF_THREE)).containsExactly("3 changed", "23 name 24", "43 name 44");
            connection.rollback();
        }
    }

    @Test
    void turns_readOneSnapshot() throws Exception {
        waitingInTheSecondTurn(connection -> rows(connection, OF_THREE), (answer, locker) -> {
            try (Statement statement = locker.createStatement()) {
                statement.execute("UPDATE buyers SET name = 'late'");
                statement.execute("DELETE FROM orders");
            }
            locker.commit();
            assertThat(answer.get()).isEqualTo(List.of("3 name 4", "23 name 24", "43 name 44"));
        });
    }

    @Test
    void cancelledInTheSecondTurn_nothingIsKept() throws Exception {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            try (Connection locker = locked()) {
                Future<Object> answer = inBackground(() -> statement.executeQuery(OF_THREE));
                awaitBlocked(locker);
                statement.cancel();
                assertThatThrownBy(answer::get).rootCause().hasMessageContaining("cancel");
                locker.rollback();
            }
            assertThat(rows(connection, OF_THREE)).hasSize(3);
        }
    }

    private interface Asking {
        Object run(Connection connection) throws SQLException;
    }

    private interface Meanwhile {
        void run(Future<Object> answer, Connection locker) throws Exception;
    }

    private void waitingInTheSecondTurn(Asking asking, Meanwhile meanwhile) throws Exception {
        try (Connection connection = connect("");
                Connection locker = locked()) {
            Future<Object> answer = inBackground(() -> asking.run(connection));
            awaitBlocked(locker);
            meanwhile.run(answer, locker);
        }
    }

    /** On one shard, on which the second turn then waits. */
    private Connection locked() throws SQLException {
        Connection locker = cluster.shard(0);
        locker.setAutoCommit(false);
        try (Statement statement = locker.createStatement()) {
            statement.execute("LOCK TABLE buyers IN ACCESS EXCLUSIVE MODE");
        }
        return locker;
    }

    private static Future<Object> inBackground(Callable<Object> asking) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(asking);
        } finally {
            thread.shutdown();
        }
    }

    private static void awaitBlocked(Connection locker) {
        SharedEnginesIT.await(() -> isBlocked(locker));
    }

    private static boolean isBlocked(Connection locker) {
        try (Statement statement = locker.createStatement();
                ResultSet blocked = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")) {
            return blocked.next() && blocked.getInt(1) > 0;
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }
}
