package io.kintsugi.node;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Creates what Kintsugi keeps on a server: tables in a database of their own, named {@code kintsugi}. Each row belongs
 * to one node, told by the name of its database, so that one server can hold nodes of several clusters. CREATE … IF NOT
 * EXISTS is safe against itself in MySQL: a metadata lock orders those who come at the same time.
 */
final class MySqlInstallation {
    /** The node that the connection speaks to; every statement on Kintsugi's tables names it. */
    static final String NODE = "node = DATABASE()";

    private static final String DATABASE =
            "CREATE DATABASE IF NOT EXISTS kintsugi CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    private MySqlInstallation() {}

    /** The connection must be in autocommit mode and have a default database, which is the node. */
    static void run(Connection connection, List<String> definitions) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("the connection is not in autocommit mode");
        }
        try (Statement statement = connection.createStatement()) {
            requireDatabase(statement);
            statement.execute(DATABASE);
            for (String definition : definitions) {
                statement.execute(definition);
            }
        }
    }

    private static void requireDatabase(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT DATABASE()")) {
            rows.next();
            if (rows.getString(1) == null) {
                throw new ShardException(ErrorCode.GUARD_MISSING, "The connection names no database.")
                        .withRemedy("Name the node's database in its url: mysql://host:3306/shop");
            }
        }
    }
}
