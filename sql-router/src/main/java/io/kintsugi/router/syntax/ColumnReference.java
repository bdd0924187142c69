package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** A column by name, with its qualifiers, outermost first. */
public record ColumnReference(List<Identifier> parts, TokenSpan span) implements Expression {
    public ColumnReference {
        parts = List.copyOf(parts);
    }

    /** The column name, folded. */
    public String column() {
        return parts.get(parts.size() - 1).name();
    }

    @Override
    public <R> R accept(Expression.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.copyOf(parts);
    }
}
