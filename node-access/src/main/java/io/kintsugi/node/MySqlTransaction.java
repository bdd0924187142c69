package io.kintsugi.node;

import java.sql.Connection;
import java.sql.SQLException;

/** A short transaction on a connection that is in autocommit mode before and after. */
final class MySqlTransaction {
    /** Two who insert the same new key at once: one of them is told to try again. */
    private static final int ATTEMPTS_MAX = 5;

    private MySqlTransaction() {}

    /** What is done between begin and commit; repeated from its start after a deadlock. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    static <T> T run(Connection connection, Work<T> work) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("the connection is not in autocommit mode");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(connection, work);
            } catch (SQLException failed) {
                if (attempt == ATTEMPTS_MAX || !MySqlErrors.isRepeatable(failed)) {
                    throw failed;
                }
            }
        }
    }

    private static <T> T once(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.run();
            connection.commit();
            return result;
        } catch (SQLException failed) {
            rollBack(connection, failed);
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void rollBack(Connection connection, SQLException failed) {
        try {
            connection.rollback();
        } catch (SQLException second) {
            failed.addSuppressed(second);
        }
    }
}
