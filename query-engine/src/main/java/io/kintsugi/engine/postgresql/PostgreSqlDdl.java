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

/** Schema changes are transactional. */
final class PostgreSqlDdl implements DdlRules {
    private static final SqlLexer LEXER = SqlLexer.postgreSql(ParameterStyle.QUESTION_MARK);
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
    public DdlStatement parse(Connection connection, String text) {
        return DdlParser.parse(LEXER.lex(text));
    }

    @Override
    public void execute(Connection connection, String text, String searchPath, long lockMillis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = " + Math.max(1, lockMillis));
            statement.execute("SELECT set_config('search_path', " + literal(searchPath) + ", true)");
            statement.execute(text);
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public boolean isRefusedInTransaction(SQLException failed) {
        return NOT_IN_TRANSACTION.equals(failed.getSQLState());
    }
}
