package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** {@code *} or {@code t.*}; the qualifier is empty for a bare star. */
public record Star(List<Identifier> qualifier, TokenSpan span) implements Expression {
    public Star {
        qualifier = List.copyOf(qualifier);
    }

    @Override
    public <R> R accept(Expression.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.copyOf(qualifier);
    }
}
