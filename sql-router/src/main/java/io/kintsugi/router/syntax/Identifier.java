package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/**
 * A name as the database folds it. In PostgreSQL lower-case unless it was quoted. In MySQL the names of columns,
 * routines and indexes are lower-case, quoted or not; those of databases, tables and table aliases are as written
 * (unless the server folds them too).
 */
public record Identifier(String name, boolean quoted, TokenSpan span) implements SyntaxNode {
    /** True when this is the unquoted word given in lower case. */
    public boolean isWord(String lowerCase) {
        return !quoted && name.equals(lowerCase);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.of();
    }
}
