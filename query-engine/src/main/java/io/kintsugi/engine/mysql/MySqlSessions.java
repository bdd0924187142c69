package io.kintsugi.engine.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import io.kintsugi.engine.dialect.SessionRules;
import io.kintsugi.engine.session.SessionEnvironment;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.lexer.MySqlModes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Settings of a MySQL session. Thread-safe. Settings are kept as {@code SET} statements of one assignment; a server
 * cannot go back to what a session began with (DEFAULT is the global value), so that is read before the first change.
 */
final class MySqlSessions implements SessionRules {
    /** What the server has prepared stays as it was read under these. */
    private static final Set<String> READ_BY_PARSING =
            Set.of("sql_mode", "collation_connection", "default_collation_for_utf8mb4", "div_precision_increment");

    /** The name under which the default database is kept among the settings; no variable can have it. */
    static final String DATABASE = "use";

    /** Whether transactions only read, a single statement in autocommit mode too. */
    static final String READ_ONLY = "transaction_read_only";

    private static final String READS_ONLY = "SET SESSION " + READ_ONLY + " = 1";
    private static final String USE = "USE ";
    private static final String USER_VARIABLE = "@";
    private static final String SET = "SET ";
    private static final String ENVIRONMENT = "SELECT DATABASE(), @@session.time_zone, @@session.sql_mode, VERSION(),"
            + " @@lower_case_table_names, @@session.collation_connection";

    /** What each connection began with, by the names that have been changed on it. */
    private final Map<Connection, Map<String, String>> beginnings = Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public SessionEnvironment environment(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ENVIRONMENT)) {
            row.next();
            String database = row.getString(1);
            MySqlSession session = new MySqlSession(
                    row.getString(3), MySqlModes.versionNumber(row.getString(4)), row.getInt(5), row.getString(6));
            return new SessionEnvironment(database == null ? List.of() : List.of(database), row.getString(2), session);
        }
    }

    @Override
    public void apply(Connection connection, SessionSettings current, SessionSettings wanted) throws SQLException {
        Map<String, String> known = beginnings.computeIfAbsent(connection, ignored -> new ConcurrentHashMap<>());
        remember(connection, known, wanted.statements().keySet());
        List<String> assignments = new ArrayList<>();
        Set<String> back = new LinkedHashSet<>(current.statements().keySet());
        back.removeAll(wanted.statements().keySet());
        back.forEach(name -> assignments.add(known.get(name)));
        wanted.statements().forEach((name, statement) -> {
            // A variable of the application may have another value by now, given by a query.
            boolean asBefore = name.startsWith(USER_VARIABLE)
                    && statement.equals(current.statements().get(name));
            if (!name.equals(DATABASE) && !asBefore) {
                assignments.add(statement.substring(SET.length()));
            }
        });
        assignments.removeIf(text -> text.startsWith(USE));
        if (!assignments.isEmpty()) {
            run(connection, List.of(SET + String.join(", ", assignments)));
        }
        // The native driver refuses by itself then; the server would too.
        connection.setReadOnly(READS_ONLY.equals(wanted.statements().get(READ_ONLY)));
        use(connection, current, wanted, known);
        if (!wanted.only(READ_BY_PARSING).equals(current.only(READ_BY_PARSING))) {
            forgetPrepared(connection);
        }
    }

    /** The default database goes last: it is no variable. */
    private void use(Connection connection, SessionSettings current, SessionSettings wanted, Map<String, String> known)
            throws SQLException {
        String before = current.statements().get(DATABASE);
        String after = wanted.statements().getOrDefault(DATABASE, before == null ? null : known.get(DATABASE));
        if (after != null && !after.equals(before)) {
            run(connection, List.of(after));
        }
    }

    private void remember(Connection connection, Map<String, String> known, Set<String> names) throws SQLException {
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            if (known.containsKey(name)) {
                continue;
            }
            if (name.equals(DATABASE)) {
                known.put(name, USE + quoted(connection.getCatalog()));
            } else if (name.startsWith(USER_VARIABLE)) {
                known.put(name, name + " = NULL");
            } else {
                unknown.add(name);
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        List<String> values = literals(
                connection, unknown.stream().map(name -> "@@session." + name).toList());
        for (int index = 0; index < unknown.size(); index++) {
            String name = unknown.get(index);
            known.put(name, "SESSION " + name + " = " + values.get(index));
        }
    }

    @Override
    public String evaluated(Connection connection, String expression) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery("SELECT " + expression)) {
                row.next();
                return literal(row);
            }
        }
    }

    /** A backslash means itself or not, as sql_mode has it: such a text is given by its bytes. */
    @Override
    public String literal(ResultSet row) throws SQLException {
        Object value = row.getObject(1);
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Boolean bit) {
            return bit ? "1" : "0";
        }
        if (value instanceof byte[] bytes) {
            return "X'" + HexFormat.of().formatHex(bytes) + "'";
        }
        String text = row.getString(1);
        if (value instanceof Number) {
            return text;
        }
        return text.indexOf('\\') < 0
                ? "'" + text.replace("'", "''") + "'"
                : "CONVERT(X'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "' USING utf8mb4)";
    }

    /** Numbers as they are, everything else quoted by the server itself; NULL as the word. */
    private static List<String> literals(Connection connection, List<String> expressions) throws SQLException {
        String columns = String.join(
                ", ",
                expressions.stream()
                        .map(expression -> "QUOTE(" + expression + "), " + expression)
                        .toList());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + columns)) {
            row.next();
            List<String> values = new ArrayList<>(expressions.size());
            for (int index = 0; index < expressions.size(); index++) {
                boolean number = row.getObject(2 * index + 2) instanceof Number;
                values.add(row.getString(number ? 2 * index + 2 : 2 * index + 1));
            }
            return values;
        }
    }

    @Override
    public void run(Connection connection, List<String> commands) throws SQLException {
        if (commands.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    @Override
    public String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    @Override
    public boolean isReadByParsing(String name) {
        return READ_BY_PARSING.contains(name);
    }

    /** The native driver cannot be made to forget, but to look into its cache no more. */
    @Override
    public void forgetPrepared(Connection connection) {
        ((JdbcConnection) connection)
                .getPropertySet()
                .<Boolean>getProperty(PropertyKey.cachePrepStmts)
                .setValue(false);
    }

    /** Temporary tables, user variables and locks go with the connection. */
    @Override
    public boolean discard(Connection connection) {
        return false;
    }

    @Override
    public boolean areTransactional() {
        return false;
    }

    @Override
    public boolean leavesTrace(String name) {
        return false;
    }
}
