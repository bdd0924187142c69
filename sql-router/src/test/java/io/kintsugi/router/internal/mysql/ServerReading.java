package io.kintsugi.router.internal.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How a server of MySQL reads a query. */
final class ServerReading {
    private static final int SYNTAX_ERROR = 1064;
    /** The note that holds the query as the server will run it. */
    private static final int PRINTED_QUERY = 1003;

    private ServerReading() {}

    /** The query as the server prints it again; an error of meaning as its number; empty for a syntax error. */
    static String of(Statement statement, String sql) throws SQLException {
        try {
            statement.execute("EXPLAIN FORMAT=TRADITIONAL " + sql);
        } catch (SQLException error) {
            return error.getErrorCode() == SYNTAX_ERROR ? "" : "error " + error.getErrorCode();
        }
        String printed = "";
        try (ResultSet warnings = statement.executeQuery("SHOW WARNINGS")) {
            while (warnings.next()) {
                printed = warnings.getInt("Code") == PRINTED_QUERY ? warnings.getString("Message") : printed;
            }
        }
        return printed;
    }
}
