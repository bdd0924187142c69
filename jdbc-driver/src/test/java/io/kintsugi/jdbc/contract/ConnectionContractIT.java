package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connection's own properties. */
final class ConnectionContractIT extends JdbcContract {
    @Test
    void newConnection_hasTheDefaults() throws Exception {
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.isReadOnly()).isFalse();
        assertThat(connection.isClosed()).isFalse();
        assertThat((Throwable) connection.getWarnings()).isNull();
        assertThat(connection.getHoldability()).isPositive();
        assertThat(connection.getTransactionIsolation()).isPositive();
        assertThat(connection.getTypeMap()).isNotNull();
        assertThat(connection.getCatalog()).isNotNull();
        connection.getSchema();
        assertThat(connection.getNetworkTimeout()).isZero();
    }

    @Test
    void isolation_isKeptForEveryLevel() throws Exception {
        for (int level : new int[] {
            Connection.TRANSACTION_READ_UNCOMMITTED,
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_SERIALIZABLE
        }) {
            connection.setTransactionIsolation(level);
            assertThat(connection.getTransactionIsolation()).isEqualTo(level);
            connection.setAutoCommit(false);
            one("SELECT count(*) FROM users WHERE user_id = 1");
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertFails(() -> connection.setTransactionIsolation(77));
        assertFails(() -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE));
    }

    @Test
    void isolation_cannotChangeInsideATransaction() throws Exception {
        connection.setAutoCommit(false);
        one("SELECT count(*) FROM users WHERE user_id = 1");
        strict(() -> attempt(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE)));
        strict(() -> attempt(() -> connection.setReadOnly(true)));
        connection.rollback();
    }

    @Test
    void readOnly_refusesWrites() throws Exception {
        users(1);
        connection.setReadOnly(true);
        assertThat(connection.isReadOnly()).isTrue();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            assertFails(() -> statement.executeUpdate("DELETE FROM users WHERE user_id = 1"));
            connection.rollback();
            connection.setReadOnly(false);
            assertThat(statement.executeUpdate("DELETE FROM users WHERE user_id = 1"))
                    .isEqualTo(1);
        }
        connection.rollback();
    }

    @Test
    void schema_isTheOneThatWasSet() throws Exception {
        String before = connection.getSchema();
        String other = texts.otherSchema().orElse("any");
        connection.setSchema(other);
        if (texts.otherSchema().isPresent()) {
            assertThat(connection.getSchema()).isEqualTo(other);
            assertThat(one("SELECT current_schema()")).isEqualTo(other);
        }
        connection.setSchema(before);
        assertThat(connection.getSchema()).isEqualTo(before);
    }

    @Test
    void catalog_cannotBeChangedAway() throws Exception {
        String catalog = connection.getCatalog();
        attempt(() -> connection.setCatalog(catalog));
        assertThat(connection.getCatalog()).isEqualTo(catalog);
    }

    @Test
    void ownDatabase_isFoundAgainByItsName() throws Exception {
        users(6);
        if (texts.isNativeStrict()) {
            return;
        }
        String own = connection.getCatalog();
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("USE " + own)).isZero();
            assertThat(one("SELECT count(*) FROM users")).isEqualTo("6");
            statement.execute("USE information_schema");
            assertFails(() -> one("SELECT count(*) FROM users"));
            statement.execute("USE " + own);
            assertThat(one("SELECT count(*) FROM users")).isEqualTo("6");
            assertThat(one("SELECT name FROM users WHERE user_id = 5")).isEqualTo("user 5");
            assertThat(statement.executeUpdate("UPDATE users SET age = 1 WHERE user_id = 4"))
                    .isEqualTo(1);
            connection.setAutoCommit(false);
            assertThat(one("SELECT count(*) FROM users")).isEqualTo("6");
            statement.execute("USE information_schema");
            assertFails(() -> one("SELECT count(*) FROM users"));
            statement.execute("USE " + own);
            assertThat(one("SELECT count(*) FROM users")).isEqualTo("6");
            connection.rollback();
        }
    }

    @Test
    void typeMap_isKept() throws Exception {
        connection.setTypeMap(Map.of("a", String.class));
        assertThat(connection.getTypeMap()).containsKey("a");
        attempt(() -> connection.setTypeMap(null));
    }

    @Test
    void nativeSql_replacesEscapes() throws Exception {
        assertThat(connection.nativeSQL("SELECT 1")).isEqualTo("SELECT 1");
        assertThat(connection.nativeSQL("SELECT {fn lcase('A')}, {d '2024-01-02'}, {ts '2024-01-02 03:04:05'}"))
                .doesNotContain("{");
        assertThat(connection.nativeSQL("SELECT '{fn x}' -- {d}")).contains("'{fn x}'");
    }

    @Test
    void statements_areOfTheKindAskedFor() throws Exception {
        for (int type : new int[] {
            ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE
        }) {
            for (int concurrency : new int[] {ResultSet.CONCUR_READ_ONLY, ResultSet.CONCUR_UPDATABLE}) {
                Statement statement = connection.createStatement(type, concurrency);
                assertThat(statement.getResultSetType()).isEqualTo(type);
                assertThat(statement.getResultSetConcurrency()).isEqualTo(concurrency);
                assertThat(statement.getResultSetHoldability()).isEqualTo(connection.getHoldability());
                PreparedStatement prepared =
                        connection.prepareStatement("SELECT name FROM users WHERE user_id = ?", type, concurrency);
                assertThat(prepared.getResultSetType()).isEqualTo(type);
                assertThat(prepared.getResultSetConcurrency()).isEqualTo(concurrency);
            }
        }
    }

    @Test
    void nullText_isAnError() {
        assertFails(() -> connection.prepareStatement(null));
    }

    @Test
    void close_isIdempotentAndEndsEverything() throws Exception {
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1");
        connection.close();
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        if (isOurs()) {
            uncompared(() -> assertThat(statement.isClosed()).isTrue());
            uncompared(() -> assertThat(rows.isClosed()).isTrue());
        }
        assertThat(connection.isValid(1)).isFalse();
        assertFails(Failures.CLOSED, () -> connection.createStatement());
        assertFails(Failures.CLOSED, () -> connection.getMetaData());
        assertFails(Failures.CLOSED, () -> statement.executeQuery("SELECT 1"));
        if (isOurs()) {
            uncompared(() -> assertFails(Failures.CLOSED, rows::next));
        }
    }

    @Test
    void validity_isTrueWhileOpen() throws Exception {
        assertThat(connection.isValid(0)).isTrue();
        assertThat(connection.isValid(5)).isTrue();
        strict(() -> assertFails(Failures.ARGUMENT, () -> connection.isValid(-1)));
        connection.setAutoCommit(false);
        one("SELECT count(*) FROM users WHERE user_id = 1");
        assertThat(connection.isValid(5)).isTrue();
        assertFails(() -> connection.createStatement().execute("SELECT nothing FROM users WHERE user_id = 1"));
        assertThat(connection.isValid(5)).isTrue();
        connection.rollback();
    }

    @Test
    void requests_mayBeMarked() throws Exception {
        connection.beginRequest();
        assertThat(one("SELECT 1")).isEqualTo("1");
        connection.endRequest();
        connection.endRequest();
        connection.beginRequest();
        connection.endRequest();
    }
}
