package io.kintsugi.cli.existing;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Which MySQL it is, and a session of it that prints every definition in one and the same way. Stateless. */
final class MySqlServerFacts {
    private static final String FACTS =
            "SELECT version(), @@GLOBAL.sql_mode, @@GLOBAL.lower_case_table_names, @@GLOBAL.collation_connection";

    /** Names in backticks whatever the server's modes are; rows as they are estimated now and not a day ago. */
    private static final String PRINTING =
            "SET SESSION sql_mode = '', sql_quote_show_create = 1, information_schema_stats_expiry = 0";

    private MySqlServerFacts() {}

    /** The settings that applications' statements are read by, those of new sessions. */
    static MySqlSession prepare(Connection connection) throws SQLException {
        String database = connection.getCatalog();
        if (database == null || database.isEmpty()) {
            throw new CliException(
                    ExitCode.USAGE, "The address names no database.", "Write mysql://host:3306/shop?user=app.");
        }
        try (Statement statement = connection.createStatement();
                ResultSet facts = statement.executeQuery(FACTS)) {
            facts.next();
            int version = version(facts.getString(1));
            MySqlSession session = new MySqlSession(facts.getString(2), version, facts.getInt(3), facts.getString(4));
            try (Statement setting = connection.createStatement()) {
                setting.execute(PRINTING);
            }
            return session;
        }
    }

    private static int version(String text) {
        int version = text.contains("MariaDB") ? 0 : MySqlModes.versionNumber(text);
        if (version < MySqlModes.OLDEST_VERSION) {
            throw new CliException(
                    ExitCode.PRECONDITION,
                    "The server is " + text + "; a shard is MySQL 8.0.31 or later.",
                    "Load the schema into such a server, and name that one.");
        }
        return version;
    }

    /** Reads definitions as the prepared session prints them. */
    static SqlLexer lexer(MySqlSession session) {
        return SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.parse("", session.serverVersion()));
    }
}
