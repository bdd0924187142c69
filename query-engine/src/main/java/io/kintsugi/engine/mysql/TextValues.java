package io.kintsugi.engine.mysql;

import com.mysql.cj.BindValue;
import com.mysql.cj.MysqlType;
import com.mysql.cj.PreparedQuery;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcPreparedStatement;
import com.mysql.cj.jdbc.ServerPreparedStatement;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * Lets a value mean the same to a statement that is prepared on the server for the sake of its cursor as in a text: a
 * float of 0.1 is the decimal 0.1 in a text, and 0.100000001 in binary form; a moment is a string there, and so on. The
 * driver's own text of the value is what counts.
 */
final class TextValues {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

    private TextValues() {}

    /** Only where the application did not ask for values in binary form itself. */
    static void rebind(PreparedStatement statement, int parameters) throws SQLException {
        if (!(statement instanceof ServerPreparedStatement onServer) || isWantedOnServer(onServer)) {
            return;
        }
        BindValue[] values =
                ((PreparedQuery) onServer.getQuery()).getQueryBindings().getBindValues();
        for (int index = 0; index < parameters; index++) {
            if (!values[index].isNull() && differs(values[index])) {
                rebind(onServer, index + 1, values[index].getString());
            }
        }
    }

    private static boolean isWantedOnServer(JdbcPreparedStatement statement) throws SQLException {
        return ((JdbcConnection) statement.getConnection())
                .getPropertySet()
                .getBooleanProperty(PropertyKey.useServerPrepStmts)
                .getValue();
    }

    /** Numbers of their own type, texts and bytes mean the same in both forms. */
    private static boolean differs(BindValue bound) {
        Object value = bound.getValue();
        boolean same = (value instanceof Long && bound.getMysqlType() == MysqlType.BIGINT)
                || (value instanceof Integer && bound.getMysqlType() == MysqlType.INT)
                || (value instanceof String && isText(bound.getMysqlType()))
                || value instanceof Character
                || value instanceof byte[]
                || bound.isStream();
        return !same;
    }

    /** Whether a string goes as it is; as another type it is turned into a number or a moment. */
    private static boolean isText(MysqlType type) {
        return switch (type) {
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, JSON, ENUM, SET -> true;
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB, GEOMETRY -> true;
            default -> false;
        };
    }

    private static void rebind(PreparedStatement statement, int index, String text) throws SQLException {
        if (text.startsWith("'")) {
            // Moments: there is nothing to unescape in them.
            statement.setString(index, text.substring(1, text.length() - 1));
        } else if (INTEGER.matcher(text).matches()) {
            statement.setLong(index, Long.parseLong(text));
        } else if (DECIMAL.matcher(text).matches()) {
            statement.setBigDecimal(index, new BigDecimal(text));
        } else if (text.equals("true") || text.equals("false")) {
            statement.setInt(index, text.equals("true") ? 1 : 0);
        } else {
            statement.setDouble(index, Double.parseDouble(text));
        }
    }
}
