package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/**
 * A function call. {@code niladic} marks CURRENT_DATE and its kin, written without parentheses; {@code
 * separator} is that of MySQL's GROUP_CONCAT.
 */
public record FunctionCall(
        QualifiedName name,
        List<Expression> arguments,
        boolean distinct,
        boolean star,
        boolean niladic,
        List<OrderItem> orderBy,
        Optional<Expression> separator,
        List<OrderItem> withinGroup,
        Optional<Expression> filter,
        Optional<WindowSpecification> over,
        TokenSpan span)
        implements Expression {
    public FunctionCall {
        arguments = List.copyOf(arguments);
        orderBy = List.copyOf(orderBy);
        withinGroup = List.copyOf(withinGroup);
    }

    @Override
    public <R> R accept(Expression.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children()
                .add(name)
                .addAll(arguments)
                .addAll(orderBy)
                .addIf(separator)
                .addAll(withinGroup)
                .addIf(filter)
                .addIf(over)
                .inTextOrder();
    }
}
