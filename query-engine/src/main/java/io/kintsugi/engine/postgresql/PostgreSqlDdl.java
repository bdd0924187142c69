package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.dialect.DdlRules;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.syntax.DdlParser;
import io.kintsugi.router.syntax.DdlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Schema changes are transactional. */
final class PostgreSqlDdl implements DdlRules {
    private static final SqlLexer LEXER = SqlLexer.postgreSql(ParameterStyle.QUESTION_MARK);

    /** How the text is read, what its constants mean, where and whose a new object is. */
    private static final List<String> SETTINGS = List.of(
            "role",
            "standard_conforming_strings",
            "array_nulls",
            "transform_null_equals",
            "DateStyle",
            "IntervalStyle",
            "TimeZone",
            "timezone_abbreviations",
            "lc_monetary",
            "xmloption",
            "check_function_bodies",
            "default_tablespace",
            "default_table_access_method",
            "default_toast_compression");

    private static final String NOT_IN_TRANSACTION = "25001";

    @Override
    public String searchPath(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW search_path")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public boolean isTransactional() {
        return true;
    }

    @Override
    public Map<String, String> settings(Connection connection) throws SQLException {
        String columns = SETTINGS.stream()
                .map(name -> "current_setting('" + name + "', true)")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + columns)) {
            row.next();
            Map<String, String> settings = new LinkedHashMap<>();
            for (int index = 0; index < SETTINGS.size(); index++) {
                String value = row.getString(index + 1);
                // Older servers do not know all of them.
                if (value != null) {
                    settings.put(SETTINGS.get(index), value);
                }
            }
            return settings;
        }
    }

    @Override
    public DdlStatement parse(Connection connection, String text, Map<String, String> settings) {
        return DdlParser.parse(LEXER.lex(text));
    }

    @Override
    public void limitLocks(Connection connection, long lockMillis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + Math.max(1, lockMillis));
        }
    }

    @Override
    public void execute(
            Connection connection, String text, String searchPath, Map<String, String> settings, long lockMillis)
            throws SQLException {
        Map<String, String> current = settings.isEmpty() ? settings : settings(connection);
        limitLocks(connection, lockMillis);
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                String name = setting.getKey();
                if (SETTINGS.contains(name) && !setting.getValue().equals(current.get(name))) {
                    statement.execute("SELECT set_config('" + name + "', " + literal(setting.getValue()) + ", true)");
                }
            }
            statement.execute("SELECT set_config('search_path', " + literal(searchPath) + ", true)");
            statement.execute(text);
        }
    }

    /** Means the same whatever standard_conforming_strings is just now. */
    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    @Override
    public boolean isRefusedInTransaction(SQLException failed) {
        return NOT_IN_TRANSACTION.equals(failed.getSQLState());
    }
}
