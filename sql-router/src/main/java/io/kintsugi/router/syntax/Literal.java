package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/**
 * A constant. {@code token} is the ordinal of the token that holds the value; a sign before a number is part of the
 * literal, and {@code type} is set for typed literals such as {@code date '2024-01-01'}.
 */
public record Literal(LiteralKind kind, boolean negative, int token, Optional<TypeName> type, TokenSpan span)
        implements Expression {
    @Override
    public <R> R accept(Expression.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children().addIf(type).inTextOrder();
    }
}
