package io.kintsugi.engine.mysql;

import io.kintsugi.engine.dialect.DdlRules;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Schema changes commit by themselves. */
final class MySqlDdl implements DdlRules {
    private static final long SECOND_MILLIS = 1_000;

    /** The default database. */
    @Override
    public String searchPath(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DATABASE()")) {
            row.next();
            String database = row.getString(1);
            return database == null ? "" : database;
        }
    }

    /** Locks are waited for in whole seconds, one at least. */
    @Override
    public void prepare(Connection connection, String searchPath, long lockMillis) throws SQLException {
        long seconds = Math.max(1, (lockMillis + SECOND_MILLIS - 1) / SECOND_MILLIS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + seconds);
        }
        if (!searchPath.isEmpty()) {
            connection.setCatalog(searchPath);
        }
    }

    @Override
    public boolean isRefusedInTransaction(SQLException failed) {
        return false;
    }
}
