package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** A member of GROUP BY: expressions (a plain one, a row, or none for the empty set) or nested elements. */
public record GroupingElement(
        GroupingKind kind, List<Expression> expressions, List<GroupingElement> elements, TokenSpan span)
        implements SyntaxNode {
    public GroupingElement {
        expressions = List.copyOf(expressions);
        elements = List.copyOf(elements);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children().addAll(expressions).addAll(elements).inTextOrder();
    }
}
