package io.kintsugi.router.lexer;

/** The lexical rules of PostgreSQL (documentation chapter 4.1), {@code standard_conforming_strings} on. */
final class PostgreSqlLexer implements SqlLexer {
    private final ParameterStyle style;

    PostgreSqlLexer(ParameterStyle style) {
        this.style = style;
    }

    @Override
    public LexedSql lex(String sql) {
        return new PostgreSqlScan(sql, style).run();
    }
}
