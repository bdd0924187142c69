package io.kintsugi.router.lexer;

/** The lexical rules of MySQL (reference manual, chapter "Language Structure"), by mode. */
final class MySqlLexer implements SqlLexer {
    private final ParameterStyle style;
    private final MySqlModes modes;

    MySqlLexer(ParameterStyle style, MySqlModes modes) {
        this.style = style;
        this.modes = modes;
    }

    @Override
    public LexedSql lex(String sql) {
        return new MySqlScan(sql, style, modes).run();
    }
}
