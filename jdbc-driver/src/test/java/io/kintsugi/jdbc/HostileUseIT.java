package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.embedded.SharedPostgres;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;

/** What one user does to a connection reaches no other, and no promise depends on how servers are set up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileUseIT {
    private static final int SECONDS_MAX = 30;
    private static final int BATCH = 1_000;

    private final KintsugiDriver driver = new KintsugiDriver();
    private final Cluster cluster = Cluster.create("""
            main:
              shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
              tables: {users: {key: user_id}}
            """);

    HostileUseIT() throws SQLException {}

    @BeforeAll
    void define() throws SQLException {
        try (Connection connection = connect(3);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name text)");
            statement.execute("INSERT INTO users VALUES (1, 'first')");
            statement.execute("INSERT INTO users VALUES (2, 'second')");
        }
    }

    @AfterAll
    void end() {
        driver.engines().close();
    }

    private Connection connect(int poolSize) throws SQLException {
        Properties properties = Contestants.user();
        properties.setProperty("poolSizePerNode", Integer.toString(poolSize));
        return Contestants.connect(driver, cluster.url(), properties);
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return String.valueOf(rows.getString(1));
        }
    }

    private static PGConnection bound(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET kintsugi.shard = 'main/s0'");
        }
        return connection.unwrap(PGConnection.class);
    }

    @Test
    void nativeConnection_thatWasGivenOut_isNobodyElsesLater() throws SQLException {
        PGConnection given;
        try (Connection connection = connect(1)) {
            given = bound(connection);
            given.setDefaultFetchSize(7);
            given.setAutosave(AutoSave.ALWAYS);
        }
        try (Connection connection = connect(1)) {
            PGConnection next = bound(connection);
            assertThat(next).isNotSameAs(given);
            assertThat(next.getDefaultFetchSize()).isZero();
            assertThat(next.getAutosave()).isEqualTo(AutoSave.NEVER);
            assertThat(((Connection) given).isClosed()).isTrue();
        }
    }

    @Test
    void batchOfManyEntries_forOneShard_isAllOrNothing() throws SQLException {
        try (Connection connection = connect(1);
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE users SET name = ? WHERE user_id = 1 AND 1 / (? - " + (BATCH - 1) + ") < 9")) {
            for (int entry = 0; entry < BATCH; entry++) {
                update.setString(1, "entry " + entry);
                update.setInt(2, entry);
                update.addBatch();
            }
            assertThatThrownBy(update::executeBatch)
                    .isInstanceOfSatisfying(
                            BatchUpdateException.class,
                            failed -> assertThat(failed.getUpdateCounts()).containsOnly(Statement.EXECUTE_FAILED));
            assertThat(one(connection, "SELECT name FROM users WHERE user_id = 1"))
                    .isEqualTo("first");
        }
    }

    @Test
    void roleWhoseStringsEscape_isRefused_whenItConnects() throws SQLException {
        try (Connection server = SharedPostgres.get().server().connect("postgres");
                Statement statement = server.createStatement()) {
            statement.execute("CREATE ROLE escaping LOGIN SUPERUSER");
            statement.execute("ALTER ROLE escaping SET standard_conforming_strings = off");
            Properties properties = new Properties();
            properties.setProperty("user", "escaping");
            assertThatThrownBy(() -> Contestants.connect(driver, cluster.url(), properties))
                    .hasMessageContaining("standard_conforming_strings")
                    .hasMessageContaining("K1502");
            statement.execute("DROP ROLE escaping");
        }
    }

    @Test
    void closingTheDataSource_underATransaction_endsItsStatements() throws Exception {
        KintsugiDataSource source = new KintsugiDataSource();
        source.setUrl(cluster.url());
        source.setUser("postgres");
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        assertThat(one(connection, "SELECT count(*) FROM users")).isEqualTo("2");
        source.close();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<String> late = thread.submit(() -> {
                try {
                    return one(connection, "SELECT count(*) FROM users");
                } catch (SQLException ended) {
                    return ended.getSQLState();
                }
            });
            assertThat(late.get(SECONDS_MAX, TimeUnit.SECONDS)).startsWith("08");
        } finally {
            thread.shutdownNow();
        }
    }
}
