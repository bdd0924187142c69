package io.kintsugi.spring;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** Asks every shard of a cluster, the catalog among them, for a sign of life. Thread-safe. */
final class ShardProbe {
    static final String UP = "UP";

    private final DataSource database;
    private final int secondsMax;

    ShardProbe(DataSource database, int secondsMax) {
        this.database = Objects.requireNonNull(database, "database");
        this.secondsMax = secondsMax;
    }

    /** Each shard's state: {@code UP}, or what went wrong there. */
    Map<String, String> shards() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(secondsMax);
            Map<String, String> states = new LinkedHashMap<>();
            try {
                for (String shard : names(statement)) {
                    states.put(shard, state(statement, shard));
                }
            } finally {
                unbind(connection, statement);
            }
            return states;
        }
    }

    /** The connection goes back to the application's pool: it must not stay bound to the shard asked last. */
    private static void unbind(Connection connection, Statement statement) throws SQLException {
        try {
            endTransaction(connection);
            statement.execute("SET kintsugi.shard = DEFAULT");
        } catch (SQLException failed) {
            connection.abort(Runnable::run);
            throw failed;
        }
    }

    private static void endTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    private static List<String> names(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SHOW kintsugi.shards")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static String state(Statement statement, String shard) {
        try {
            endTransaction(statement.getConnection());
            statement.execute("SET kintsugi.shard = '" + shard.replace("'", "''") + "'");
            statement.executeQuery("SELECT 1").close();
            endTransaction(statement.getConnection());
            return UP;
        } catch (SQLException failed) {
            // The health of the whole says which shard is down and why; there is nobody else to tell.
            return String.valueOf(failed.getMessage());
        }
    }
}
