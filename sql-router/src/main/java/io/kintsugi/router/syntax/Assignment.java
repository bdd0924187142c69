package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** {@code column = value}, or {@code (columns) = row or sub-query} when {@code tuple} is true. */
public record Assignment(List<Identifier> columns, boolean tuple, Expression value, TokenSpan span)
        implements SyntaxNode {
    public Assignment {
        columns = List.copyOf(columns);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children().addAll(columns).add(value).inTextOrder();
    }
}
