package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** UPDATE of one table; {@code modifiers}, {@code orderBy} and {@code limit} are those of MySQL. */
public record UpdateStatement(
        List<CommonTable> with,
        boolean recursive,
        Set<StatementModifier> modifiers,
        TableReference target,
        List<Assignment> assignments,
        List<FromItem> from,
        Optional<Expression> where,
        List<OrderItem> orderBy,
        Optional<Expression> limit,
        List<SelectItem> returning,
        TokenSpan span)
        implements Statement {
    public UpdateStatement {
        with = List.copyOf(with);
        modifiers = Set.copyOf(modifiers);
        orderBy = List.copyOf(orderBy);
        assignments = List.copyOf(assignments);
        from = List.copyOf(from);
        returning = List.copyOf(returning);
    }

    @Override
    public <R> R accept(Statement.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children()
                .addAll(with)
                .add(target)
                .addAll(assignments)
                .addAll(from)
                .addIf(where)
                .addAll(orderBy)
                .addIf(limit)
                .addAll(returning)
                .inTextOrder();
    }
}
