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
        assertThat(one(connection, texts.tryLock(41))).isEqualTo(texts.yes());
        assertThat(one(connection, texts.tryLock(41))).isEqualTo(texts.yes());
        assertThat(one(other, texts.tryLock(41))).isEqualTo(texts.no());
        assertThat(one(connection, texts.unlock(41))).isEqualTo(texts.yes());
        assertThat(one(other, texts.tryLock(41))).isEqualTo(texts.no());
        assertThat(one(connection, texts.unlock(41))).isEqualTo(texts.yes());
        assertThat(one(other, texts.tryLock(41))).isEqualTo(texts.yes());
        assertThat(one(connection, texts.unlock(41))).isEqualTo(texts.no());
        other.close();
    }

    @Test
    void sessionLock_survivesTransactions() throws Exception {
        users(2);
        Connection other = connect();
        connection.setAutoCommit(false);
        one(connection, texts.tryLock(42));
        one(connection, "SELECT name FROM users WHERE user_id = 1");
        connection.commit();
        assertThat(one(other, texts.tryLock(42))).isEqualTo(texts.no());
        one(connection, "SELECT name FROM users WHERE user_id = 2");
        connection.rollback();
        assertThat(one(other, texts.tryLock(42))).isEqualTo(texts.no());
        connection.setAutoCommit(true);
        assertThat(one(connection, texts.unlock(42))).isEqualTo(texts.yes());
        assertThat(one(other, texts.tryLock(42))).isEqualTo(texts.yes());
        other.close();
    }

    @Test
    void sessionLock_endsWithTheConnection() throws Exception {
        Connection other = connect();
        one(other, texts.tryLock(43));
        other.close();
        // The native driver's server may still be busy with the end of the session.
        boolean free = false;
        recorder.pause();
        for (int turn = 0; turn < 100 && !free; turn++) {
            free = texts.yes().equals(one(connection, texts.tryLock(43)));
        }
        assertThat(free).isTrue();
        one(connection, texts.unlock(43));
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
        one(connection, texts.tryLock(45));
        one(connection, texts.tryLock(46));
        assertThat(one(other, texts.tryLock(46))).isEqualTo(texts.no());
        one(connection, texts.unlockAll());
        assertThat(one(other, texts.tryLock(45))).isEqualTo(texts.yes());
        assertThat(one(other, texts.tryLock(46))).isEqualTo(texts.yes());
        other.close();
    }
}
