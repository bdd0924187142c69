package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Locks and notifications of a session, which must be of one node for everybody. */
final class SessionLockContractIT extends JdbcContract {
    private static String one(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void sessionLock_isHeldUntilUnlocked() throws Exception {
        Connection other = connect();
        assertThat(one(connection, "SELECT pg_try_advisory_lock(41)")).isEqualTo("t");
        assertThat(one(connection, "SELECT pg_try_advisory_lock(41)")).isEqualTo("t");
        assertThat(one(other, "SELECT pg_try_advisory_lock(41)")).isEqualTo("f");
        assertThat(one(connection, "SELECT pg_advisory_unlock(41)")).isEqualTo("t");
        assertThat(one(other, "SELECT pg_try_advisory_lock(41)")).isEqualTo("f");
        assertThat(one(connection, "SELECT pg_advisory_unlock(41)")).isEqualTo("t");
        assertThat(one(other, "SELECT pg_try_advisory_lock(41)")).isEqualTo("t");
        assertThat(one(connection, "SELECT pg_advisory_unlock(41)")).isEqualTo("f");
        other.close();
    }

    @Test
    void sessionLock_survivesTransactions() throws Exception {
        users(2);
        Connection other = connect();
        connection.setAutoCommit(false);
        one(connection, "SELECT pg_advisory_lock(42)");
        one(connection, "SELECT name FROM users WHERE user_id = 1");
        connection.commit();
        assertThat(one(other, "SELECT pg_try_advisory_lock(42)")).isEqualTo("f");
        one(connection, "SELECT name FROM users WHERE user_id = 2");
        connection.rollback();
        assertThat(one(other, "SELECT pg_try_advisory_lock(42)")).isEqualTo("f");
        connection.setAutoCommit(true);
        assertThat(one(connection, "SELECT pg_advisory_unlock(42)")).isEqualTo("t");
        assertThat(one(other, "SELECT pg_try_advisory_lock(42)")).isEqualTo("t");
        other.close();
    }

    @Test
    void sessionLock_endsWithTheConnection() throws Exception {
        Connection other = connect();
        one(other, "SELECT pg_advisory_lock(43)");
        other.close();
        // The native driver's server may still be busy with the end of the session.
        boolean free = false;
        recorder.pause();
        for (int turn = 0; turn < 100 && !free; turn++) {
            free = "t".equals(one(connection, "SELECT pg_try_advisory_lock(43)"));
        }
        assertThat(free).isTrue();
        one(connection, "SELECT pg_advisory_unlock(43)");
    }

    @Test
    void transactionLock_endsWithTheTransaction() throws Exception {
        Connection other = connect();
        connection.setAutoCommit(false);
        assertThat(one(connection, "SELECT pg_try_advisory_xact_lock(44)")).isEqualTo("t");
        assertThat(one(other, "SELECT pg_try_advisory_xact_lock(44)")).isEqualTo("f");
        connection.commit();
        assertThat(one(other, "SELECT pg_try_advisory_xact_lock(44)")).isEqualTo("t");
        other.close();
    }

    @Test
    void unlockAll_givesEverythingBack() throws Exception {
        Connection other = connect();
        one(connection, "SELECT pg_advisory_lock(45), pg_advisory_lock_shared(46)");
        assertThat(one(other, "SELECT pg_try_advisory_lock(46)")).isEqualTo("f");
        one(connection, "SELECT pg_advisory_unlock_all()");
        assertThat(one(other, "SELECT pg_try_advisory_lock(45)")).isEqualTo("t");
        assertThat(one(other, "SELECT pg_try_advisory_lock(46)")).isEqualTo("t");
        other.close();
    }
}
