package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** DELETE. */
public record DeleteStatement(
        List<CommonTable> with,
        boolean recursive,
        TableReference target,
        List<FromItem> using,
        Optional<Expression> where,
        List<SelectItem> returning,
        TokenSpan span)
        implements Statement {
    public DeleteStatement {
        with = List.copyOf(with);
        using = List.copyOf(using);
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
                .addAll(using)
                .addIf(where)
                .addAll(returning)
                .inTextOrder();
    }
}
