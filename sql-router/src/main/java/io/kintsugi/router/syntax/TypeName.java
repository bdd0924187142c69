package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** A type as it was written: its tokens joined by single blanks, unquoted words in lower case. */
public record TypeName(String text, TokenSpan span) implements SyntaxNode {
    @Override
    public List<SyntaxNode> children() {
        return List.of();
    }
}
