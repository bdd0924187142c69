package io.kintsugi.jdbc.oracle;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.jdbc.JdbcConnection;
import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Parameter;
import io.kintsugi.testkit.oracle.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What Connector/J answers where the server has prepared a text with literals, by a cursor and without: the server then
 * tells other types for some columns ({@code 1} is an INT instead of a BIGINT), and all digits of a FLOAT.
 */
final class PreparedAnswers {
    private PreparedAnswers() {}

    static List<Answer> of(Connection plain, Query query) {
        try {
            String text = query.parameters().isEmpty() ? query.sql() : withLiterals(plain, query);
            setPrepared(plain, true);
            try {
                return List.of(read(plain, text, 1), read(plain, text, 0));
            } finally {
                setPrepared(plain, false);
            }
        } catch (SQLException failed) {
            throw new AssertionError("cannot be prepared: " + query, failed);
        }
    }

    private static Answer read(Connection plain, String text, int fetchSize) throws SQLException {
        try (PreparedStatement statement = plain.prepareStatement(text)) {
            statement.setFetchSize(fetchSize);
            try (ResultSet rows = statement.executeQuery()) {
                return Answer.read(rows);
            }
        }
    }

    private static void setPrepared(Connection plain, boolean value) throws SQLException {
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
