package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** A query with all that may surround its body. The lists are empty where the clause is absent. */
public record Query(
        List<CommonTable> with,
        boolean recursive,
        QueryBody body,
        List<OrderItem> orderBy,
        Optional<Expression> limit,
        Optional<Expression> offset,
        boolean withTies,
        List<LockClause> locks,
        TokenSpan span)
        implements SyntaxNode {
    public Query {
        with = List.copyOf(with);
        orderBy = List.copyOf(orderBy);
        locks = List.copyOf(locks);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children()
                .addAll(with)
                .add(body)
                .addAll(orderBy)
                .addIf(limit)
                .addIf(offset)
                .addAll(locks)
                .inTextOrder();
    }
}
