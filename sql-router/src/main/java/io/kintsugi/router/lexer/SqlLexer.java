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
}
