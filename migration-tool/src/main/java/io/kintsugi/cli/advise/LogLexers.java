package io.kintsugi.cli.advise;

import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.topology.Dialect;

/** The lexers for statements as a server wrote them down, with parameters like $1 or like question marks. Immutable. */
record LogLexers(Dialect dialect, SqlLexer numbered, SqlLexer questionMarks) {
    /** @param mySql how a server of MySQL reads statements; without meaning for PostgreSQL */
    static LogLexers of(Dialect dialect, MySqlSession mySql) {
        return new LogLexers(
                dialect,
                lexer(dialect, ParameterStyle.NUMBERED, mySql),
                lexer(dialect, ParameterStyle.QUESTION_MARK, mySql));
    }

    private static SqlLexer lexer(Dialect dialect, ParameterStyle style, MySqlSession mySql) {
        return switch (dialect) {
            case POSTGRESQL -> SqlLexer.postgreSql(style);
            case MYSQL ->
                SqlLexer.mySql(
                        style,
                        MySqlModes.parse(mySql.sqlMode(), mySql.serverVersion())
                                .withLowerCaseTableNames(mySql.lowerCaseTableNames() > 0));
        };
    }

    SqlLexer of(String sql) {
        return isNumbered(dialect, sql) ? numbered : questionMarks;
    }

    /** Whether the statement marks its parameters by numbers, as PostgreSQL does; MySQL never does. */
    static boolean isNumbered(Dialect dialect, String sql) {
        return dialect == Dialect.POSTGRESQL && sql.contains("$1");
    }
}
