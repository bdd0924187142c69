package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** A column of an INSERT column list. */
public record InsertColumn(Identifier name, TokenSpan span) implements SyntaxNode {
    @Override
    public List<SyntaxNode> children() {
        return List.of(name);
    }
}
