package io.kintsugi.router.planner.scope;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.lexer.LexedSql;

/**
 * The text a tree was read from: the statement itself, or the definition of a view it mentions.
 *
 * @param viewToken for a view, the token of the statement that names it; negative for the statement itself
 */
public record TextSource(LexedSql sql, int viewToken) {
    public TextSource {
        requireNonNull(sql, "sql");
    }

    /** The statement itself. */
    public static TextSource statement(LexedSql sql) {
        return new TextSource(sql, -1);
    }

    public boolean isStatement() {
        return viewToken < 0;
    }

    /** The token of the statement that stands for a token of this text. */
    public int statementToken(int token) {
        return isStatement() ? token : viewToken;
    }
}
