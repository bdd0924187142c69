package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** One output column, or a {@link Star}. */
public record SelectItem(Expression expression, Optional<Identifier> alias, TokenSpan span) implements SyntaxNode {
    @Override
    public List<SyntaxNode> children() {
        return new Children().add(expression).addIf(alias).inTextOrder();
    }
}
