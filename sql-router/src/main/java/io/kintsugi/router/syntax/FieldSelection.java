package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** {@code (x).field}, or {@code (x).*} when the field is absent. */
public record FieldSelection(Expression operand, Optional<Identifier> field, TokenSpan span) implements Expression {
    @Override
    public <R> R accept(Expression.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children().add(operand).addIf(field).inTextOrder();
    }
}
