package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/**
 * An operator with its operands in text order; {@code operator} is one of {@link Operators} or the operator symbol as
 * written.
 */
public record Operation(String operator, List<Expression> operands, TokenSpan span) implements Expression {
    public Operation {
        operands = List.copyOf(operands);
    }

    /** True for the operator given, see {@link Operators}. */
    public boolean is(String name) {
        return operator.equals(name);
    }

    @Override
    public <R> R accept(Expression.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.copyOf(operands);
    }
}
