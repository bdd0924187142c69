package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** MERGE. Its WHEN clauses are kept as the expressions they hold, in text order. */
public record MergeStatement(
        List<CommonTable> with,
        boolean recursive,
        TableReference target,
        FromItem source,
        Expression on,
        List<Expression> contents,
        TokenSpan actions,
        List<SelectItem> returning,
        TokenSpan span)
        implements Statement {
    public MergeStatement {
        with = List.copyOf(with);
        contents = List.copyOf(contents);
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
                .add(source)
                .add(on)
                .addAll(contents)
                .addAll(returning)
                .inTextOrder();
    }
}
