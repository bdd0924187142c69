package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** A name as the database folds it: lower-case unless it was quoted. */
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
