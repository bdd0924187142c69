package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/**
 * A sub-query inside an expression. {@code comparison} is set for ANY and ALL, {@code left} for IN, NOT_IN, ANY and
 * ALL.
 */
public record SubqueryExpression(
        SubqueryKind kind, Optional<String> comparison, Optional<Expression> left, Query query, TokenSpan span)
        implements Expression {
    @Override
    public <R> R accept(Expression.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children().addIf(left).add(query).inTextOrder();
    }
}
