package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** A statement parameter: 1-based number (order of appearance for {@code ?}) and its token. */
public record ParameterReference(int number, int token, TokenSpan span) implements Expression {
    @Override
    public <R> R accept(Expression.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.of();
    }
}
