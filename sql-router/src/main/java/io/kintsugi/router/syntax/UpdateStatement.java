package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** UPDATE. */
public record UpdateStatement(
        List<CommonTable> with,
        boolean recursive,
        TableReference target,
        List<Assignment> assignments,
        List<FromItem> from,
        Optional<Expression> where,
        List<SelectItem> returning,
        TokenSpan span)
        implements Statement {
    public UpdateStatement {
        with = List.copyOf(with);
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
                .addAll(returning)
                .inTextOrder();
    }
}
