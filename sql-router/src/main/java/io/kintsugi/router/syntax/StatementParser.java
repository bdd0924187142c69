package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;

/** Reads queries and data-changing statements into a tree that accounts for every token. Thread-safe. */
public interface StatementParser {
    /**
     * The tree of the one statement in {@code sql} (a trailing semicolon is allowed).
     *
     * @throws io.kintsugi.errors.ShardException SYNTAX_NOT_UNDERSTOOD when the text, or any token of it, is not
     * understood
     */
    Statement parse(LexedSql sql);
}
