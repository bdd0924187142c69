package io.kintsugi.engine.mysql;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.conf.PropertyKey;
import io.kintsugi.engine.dialect.DdlRules;
import io.kintsugi.engine.session.SessionEnvironment;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.syntax.DdlParser;
import io.kintsugi.router.syntax.DdlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Schema changes commit by themselves. */
final class MySqlDdl implements DdlRules {
    private static final long SECOND_MILLIS = 1_000;
    private static final String SQL_MODE = "sql_mode";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** How the text is read, what its constants mean, and what a table or column gets that does not say. */
    private static final List<String> SETTINGS = List.of(
            SQL_MODE,
            "time_zone",
            "collation_connection",
            "default_collation_for_utf8mb4",
            "default_storage_engine",
            "explicit_defaults_for_timestamp",
            "foreign_key_checks",
            "innodb_strict_mode",
            "lc_time_names",
            "sql_generate_invisible_primary_key",
            "sql_require_primary_key");

    private final MySqlSessions sessions;

    MySqlDdl(MySqlSessions sessions) {
        this.sessions = sessions;
    }

    /** The default database; empty for the node's own, which has the same name on all nodes. */
    @Override
    public String searchPath(Connection connection) throws SQLException {
        String database = connection.getCatalog();
        return database == null || database.equals(ownDatabase(connection)) ? "" : database;
    }

    private static String ownDatabase(Connection connection) {
        return ((MysqlConnection) connection).getProperties().getProperty(PropertyKey.DBNAME.getKeyName(), "");
    }

    @Override
    public boolean isTransactional() {
        return false;
    }

    @Override
    public Map<String, String> settings(Connection connection) throws SQLException {
        String columns = SETTINGS.stream().map(name -> "@@session." + name).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + columns)) {
            row.next();
            Map<String, String> settings = new LinkedHashMap<>();
            for (int index = 0; index < SETTINGS.size(); index++) {
                settings.put(SETTINGS.get(index), row.getString(index + 1));
            }
            return settings;
        }
    }

    /** Only what differs is set: some of it needs a privilege, which whoever set it first has had. */
    private void use(Connection connection, Map<String, String> wanted) throws SQLException {
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, String> current = settings(connection);
        List<String> commands = new ArrayList<>();
        wanted.forEach((name, value) -> {
            if (SETTINGS.contains(name) && !value.equals(current.get(name))) {
                commands.add("SET SESSION " + name + " = " + literal(value));
            }
        });
        sessions.run(connection, commands);
    }

    private static String literal(String value) {
        return NUMBER.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'";
    }

    /** Locks are waited for in whole seconds, one at least. Leaves that setting behind. */
    @Override
    public void execute(
            Connection connection, String text, String searchPath, Map<String, String> settings, long lockMillis)
            throws SQLException {
        long seconds = Math.max(1, (lockMillis + SECOND_MILLIS - 1) / SECOND_MILLIS);
        String own = connection.getCatalog();
        use(connection, settings);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + seconds);
            if (!searchPath.isEmpty()) {
                connection.setCatalog(searchPath);
            }
            statement.setEscapeProcessing(false);
            statement.execute(text);
        } finally {
            if (!searchPath.isEmpty()) {
                connection.setCatalog(own);
            }
        }
    }

    @Override
    public DdlStatement parse(Connection connection, String text, Map<String, String> settings) throws SQLException {
        SessionEnvironment now = sessions.environment(connection);
        String sqlMode = settings.getOrDefault(SQL_MODE, now.mySql().sqlMode());
        MySqlModes modes = MySqlModes.parse(sqlMode, now.mySql().serverVersion())
                .withLowerCaseTableNames(now.mySql().lowerCaseTableNames() > 0);
        return DdlParser.parse(
                SqlLexer.mySql(ParameterStyle.QUESTION_MARK, modes).lex(text));
    }

    @Override
    public boolean isRefusedInTransaction(SQLException failed) {
        return false;
    }
}
