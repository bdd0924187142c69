package io.kintsugi.jdbc.oracle;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.jdbc.JdbcConnection;
import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Parameter;
import io.kintsugi.testkit.oracle.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * What Connector/J answers by a cursor, which it opens for a text with literals: the server then tells other types for
 * some columns ({@code 1} is an INT instead of a BIGINT), and all digits of a FLOAT.
 */
final class CursorAnswer {
    private CursorAnswer() {}

    static Answer of(Connection plain, Query query) {
        try {
            String text = query.parameters().isEmpty() ? query.sql() : withLiterals(plain, query);
            return byCursor(plain, new Query(query.form(), text, List.of(), query.ordered()));
        } catch (SQLException failed) {
            throw new AssertionError("no cursor for " + query, failed);
        }
    }

    private static Answer byCursor(Connection plain, Query query) throws SQLException {
        setCursors(plain, true);
        try {
            return Answer.of(plain, query, 1);
        } finally {
            setCursors(plain, false);
        }
    }

    private static void setCursors(Connection plain, boolean value) throws SQLException {
        PropertySet properties = plain.unwrap(JdbcConnection.class).getPropertySet();
        for (PropertyKey key : List.of(PropertyKey.useCursorFetch, PropertyKey.useServerPrepStmts)) {
            properties.<Boolean>getProperty(key).setValue(value);
        }
    }

    /** As the driver itself writes parameters into a text. */
    private static String withLiterals(Connection plain, Query query) throws SQLException {
        try (PreparedStatement statement = plain.prepareStatement(query.sql())) {
            int number = 0;
            for (Parameter parameter : query.parameters()) {
                parameter.set(statement, ++number);
            }
            String described = statement.toString();
            return described.substring(described.indexOf(": ") + 2);
        }
    }
}
