package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/**
 * The content of OVER or WINDOW: a reference to a named window (not parenthesised) or a definition, perhaps on a named
 * base.
 */
public record WindowSpecification(
        Optional<Identifier> base,
        boolean reference,
        List<Expression> partitionBy,
        List<OrderItem> orderBy,
        List<Expression> frameBounds,
        TokenSpan span)
        implements SyntaxNode {
    public WindowSpecification {
        partitionBy = List.copyOf(partitionBy);
        orderBy = List.copyOf(orderBy);
        frameBounds = List.copyOf(frameBounds);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children()
                .addIf(base)
                .addAll(partitionBy)
                .addAll(orderBy)
                .addAll(frameBounds)
                .inTextOrder();
    }
}
