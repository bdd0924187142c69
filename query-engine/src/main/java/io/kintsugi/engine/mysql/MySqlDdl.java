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
import java.sql.SQLException;
import java.sql.Statement;

/** Schema changes commit by themselves. */
final class MySqlDdl implements DdlRules {
    private static final long SECOND_MILLIS = 1_000;

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

    /** Locks are waited for in whole seconds, one at least. Leaves that setting behind. */
    @Override
    public void execute(Connection connection, String text, String searchPath, long lockMillis) throws SQLException {
        long seconds = Math.max(1, (lockMillis + SECOND_MILLIS - 1) / SECOND_MILLIS);
        String own = connection.getCatalog();
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
    public DdlStatement parse(Connection connection, String text) throws SQLException {
        SessionEnvironment now = sessions.environment(connection);
        MySqlModes modes = MySqlModes.parse(now.mySql().sqlMode(), now.mySql().serverVersion())
                .withLowerCaseTableNames(now.mySql().lowerCaseTableNames() > 0);
        return DdlParser.parse(
                SqlLexer.mySql(ParameterStyle.QUESTION_MARK, modes).lex(text));
    }

    @Override
    public boolean isRefusedInTransaction(SQLException failed) {
        return false;
    }
}
