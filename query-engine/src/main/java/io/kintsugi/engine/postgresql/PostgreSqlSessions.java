package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.dialect.SessionRules;
import io.kintsugi.engine.session.SessionEnvironment;
import io.kintsugi.engine.session.SessionSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/** Settings of a PostgreSQL session. */
final class PostgreSqlSessions implements SessionRules {
    /**
     * Constants are read with these when a statement is prepared, and stay as they were read: {@code '03/02/2024'}
     * keeps its month. What a connection has prepared must not outlive a change of one. (search_path is not among
     * them: the server watches that one itself.)
     */
    private static final Set<String> READ_BY_PARSING = Set.of(
            "array_nulls",
            "backslash_quote",
            "datestyle",
            "intervalstyle",
            "lc_monetary",
            "standard_conforming_strings",
            "timezone",
            "timezone_abbreviations",
            "transform_null_equals",
            "xmloption");

    /** The native driver sees it and prepares anew. */
    private static final String FORGET_PREPARED = "DEALLOCATE ALL";

    /** RESET ALL leaves the role alone; the authorization resets the role with it. */
    private static final String RESET = "SET SESSION AUTHORIZATION DEFAULT; RESET ALL";

    /** On a new line, because a statement may end in a comment. */
    private static final String SEPARATOR = "\n; ";

    @Override
    public SessionEnvironment environment(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT current_schemas(false)::text[], current_setting('TimeZone')")) {
            rows.next();
            return new SessionEnvironment(List.of((String[]) rows.getArray(1).getArray()), rows.getString(2));
        }
    }

    @Override
    public void apply(Connection connection, SessionSettings current, SessionSettings wanted) throws SQLException {
        String text = switchText(current, wanted);
        if (!text.isEmpty()) {
            execute(connection, text);
        }
    }

    /** What brings a connection from the one to the other; empty when they are equal. */
    static String switchText(SessionSettings current, SessionSettings wanted) {
        if (wanted.equals(current)) {
            return "";
        }
        StringBuilder text = new StringBuilder(current.isEmpty() ? "" : RESET);
        for (String statement : wanted.statements().values()) {
            text.append(text.isEmpty() ? "" : SEPARATOR).append(statement);
        }
        if (!wanted.only(READ_BY_PARSING).equals(current.only(READ_BY_PARSING))) {
            text.append(SEPARATOR).append(FORGET_PREPARED);
        }
        return text.toString();
    }

    @Override
    public void run(Connection connection, List<String> commands) throws SQLException {
        if (!commands.isEmpty()) {
            execute(connection, String.join(SEPARATOR, commands));
        }
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    /** Settings are constants. */
    @Override
    public String evaluated(Connection connection, String expression) {
        return expression;
    }

    @Override
    public String literal(ResultSet row) throws SQLException {
        String value = row.getString(1);
        return value == null ? "NULL" : "'" + value.replace("'", "''") + "'";
    }

    @Override
    public String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public boolean isReadByParsing(String name) {
        return name.equals("all") || READ_BY_PARSING.contains(name);
    }

    @Override
    public void forgetPrepared(Connection connection) throws SQLException {
        execute(connection, FORGET_PREPARED);
    }

    @Override
    public boolean discard(Connection connection) throws SQLException {
        execute(connection, "DISCARD ALL");
        return true;
    }

    @Override
    public boolean areTransactional() {
        return true;
    }

    /** A name that the server did not know is one for ever: empty instead of NULL in current_setting. */
    @Override
    public boolean leavesTrace(String name) {
        return name.indexOf('.') >= 0;
    }
}
