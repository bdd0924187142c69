package io.kintsugi.cli.advise;

import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.topology.Dialect;

/** The lexers for texts of a log, in which parameters look like $1 or like a question mark. Immutable. */
record LogLexers(SqlLexer numbered, SqlLexer questionMarks) {
    static LogLexers of(Dialect dialect) {
        return new LogLexers(lexer(dialect, ParameterStyle.NUMBERED), lexer(dialect, ParameterStyle.QUESTION_MARK));
    }

    private static SqlLexer lexer(Dialect dialect, ParameterStyle style) {
        return switch (dialect) {
            case POSTGRESQL -> SqlLexer.postgreSql(style);
            case MYSQL -> SqlLexer.mySql(style, MySqlModes.DEFAULT);
        };
    }

    SqlLexer of(String sql) {
        return sql.contains("$1") ? numbered : questionMarks;
    }
}
