package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/**
 * {@code column = value}, or {@code (columns) = row or sub-query} when {@code tuple} is true. {@code qualifier} is what
 * stands before the column in {@code t.a = 1} of MySQL, outermost first.
 */
public record Assignment(
        List<Identifier> qualifier, List<Identifier> columns, boolean tuple, Expression value, TokenSpan span)
        implements SyntaxNode {
    public Assignment {
        qualifier = List.copyOf(qualifier);
        columns = List.copyOf(columns);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children().addAll(qualifier).addAll(columns).add(value).inTextOrder();
    }
}
