package io.kintsugi.router.lexer;

/** Turns the text of one or more statements into tokens. Stateless and thread-safe; one for each dialect and mode. */
public interface SqlLexer {
    /**
     * The tokens of the text.
     *
     * @throws io.kintsugi.errors.ShardException SYNTAX_NOT_UNDERSTOOD with line and column, for text that has no
     * tokens of the dialect
     */
    LexedSql lex(String sql);

    /** The lexer of PostgreSQL with {@code standard_conforming_strings} on. */
    static SqlLexer postgreSql(ParameterStyle style) {
        return new PostgreSqlLexer(style);
    }

    /**
     * The lexer of MySQL under some modes. A question mark is a parameter in either style; the text must come from a
     * client character set in which the bytes of ASCII mean ASCII everywhere (utf8mb4, latin1, ascii).
     */
    static SqlLexer mySql(ParameterStyle style, MySqlModes modes) {
        return new MySqlLexer(style, modes);
    }
}
