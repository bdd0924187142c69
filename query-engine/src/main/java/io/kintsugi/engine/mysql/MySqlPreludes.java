package io.kintsugi.engine.mysql;

import com.mysql.cj.jdbc.StatementImpl;
import io.kintsugi.engine.dialect.PreludeRules;
import io.kintsugi.router.plan.Prelude;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Session variables that a statement reads. {@code insert_id} has traps: a statement that takes no id leaves it armed
 * for the next INSERT, and neither {@code SET insert_id = 0} nor the hint SET_VAR disarms it: both arm 0.
 */
final class MySqlPreludes implements PreludeRules {
    private static final String SPENT = "kintsugi.spent_insert_id";

    private final MySqlSessions sessions;
    private final MySqlTransactions transactions;

    MySqlPreludes(MySqlSessions sessions, MySqlTransactions transactions) {
        this.sessions = sessions;
        this.transactions = transactions;
    }

    @Override
    public String instant(Connection connection) throws SQLException {
        return ask(connection, "SELECT UNIX_TIMESTAMP(NOW(6))");
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Each statement has an instant of its own. */
    @Override
    public boolean clockStands() {
        return false;
    }

    @Override
    public String pinned(String text, String instant) {
        return text;
    }

    @Override
    public void before(Connection connection, Prelude prelude, String instant, long lastInsertId) throws SQLException {
        List<String> assignments = new ArrayList<>();
        prelude.insertId().ifPresent(first -> assignments.add("insert_id = " + first));
        if (prelude.pinsTime()) {
            assignments.add("timestamp = " + instant);
        }
        if (prelude.namesLastInsertId()) {
            assignments.add("last_insert_id = " + Long.toUnsignedString(lastInsertId));
        }
        if (!assignments.isEmpty()) {
            sessions.run(connection, List.of("SET " + String.join(", ", assignments)));
        }
    }

    @Override
    public boolean after(Connection connection, Prelude prelude, boolean used) throws SQLException {
        if (prelude.pinsTime()) {
            sessions.run(connection, List.of("SET timestamp = DEFAULT"));
        }
        if (prelude.insertId().isEmpty()
                || used
                || ask(connection, "SELECT @@insert_id").equals("0")) {
            return true;
        }
        if (!transactions.isInTransaction(connection)) {
            return false;
        }
        spend(connection);
        return true;
    }

    /** Only an INSERT that takes the id disarms it; one into a temporary table commits nothing, and nobody sees it. */
    private void spend(Connection connection) throws SQLException {
        String before = ask(connection, "SELECT LAST_INSERT_ID()");
        sessions.run(
                connection,
                List.of(
                        "CREATE TEMPORARY TABLE " + SPENT + " (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY)",
                        "INSERT INTO " + SPENT + " VALUES (NULL)",
                        "DROP TEMPORARY TABLE " + SPENT,
                        "SET last_insert_id = " + before));
    }

    /** The server reports an id given by the application as well, which LAST_INSERT_ID() does not know. */
    @Override
    public OptionalLong generatedId(Statement statement, Prelude prelude) throws SQLException {
        long reported = statement.unwrap(StatementImpl.class).getLastInsertID();
        if (reported == 0) {
            return OptionalLong.empty();
        }
        if (prelude.insertId().isPresent() && prelude.insertId().getAsLong() == reported) {
            return OptionalLong.of(reported);
        }
        return OptionalLong.of(Long.parseUnsignedLong(ask(statement.getConnection(), "SELECT LAST_INSERT_ID()")));
    }

    @Override
    public byte[] weight(Connection connection, String collation, String text) throws SQLException {
        String charset = collation.substring(0, collation.indexOf('_'));
        String question = "SELECT WEIGHT_STRING(CONVERT(? USING " + charset + ") COLLATE " + collation + ")";
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, text);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }
    }
}
