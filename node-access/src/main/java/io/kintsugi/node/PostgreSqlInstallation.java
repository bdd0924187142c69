package io.kintsugi.node;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Creates what Kintsugi keeps in a database, whoever else does so at the same time. */
final class PostgreSqlInstallation {
    /** CREATE … IF NOT EXISTS is not safe against itself: two of them at once may fail on the catalog's unique keys. */
    private static final long INSTALLATION_LOCK = 0x6b696e7473756769L;

    private static final List<String> SCHEMA =
            List.of("CREATE SCHEMA IF NOT EXISTS kintsugi", "GRANT USAGE ON SCHEMA kintsugi TO PUBLIC");

    private PostgreSqlInstallation() {}

    /** In one transaction of its own; the connection must be in autocommit mode. */
    static void run(Connection connection, List<String> definitions) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("the connection is not in autocommit mode");
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL client_min_messages = warning");
            statement.execute("SELECT pg_advisory_xact_lock(" + INSTALLATION_LOCK + ")");
            for (String definition : SCHEMA) {
                statement.execute(definition);
            }
            for (String definition : definitions) {
                statement.execute(definition);
            }
            connection.commit();
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
