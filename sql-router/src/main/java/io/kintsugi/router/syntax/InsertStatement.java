package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** INSERT. An empty column list means that none was written. */
public record InsertStatement(
        List<CommonTable> with,
        boolean recursive,
        TableReference target,
        List<InsertColumn> columns,
        Overriding overriding,
        InsertSource source,
        Optional<OnConflict> onConflict,
        List<SelectItem> returning,
        TokenSpan span)
        implements Statement {
    public InsertStatement {
        with = List.copyOf(with);
        columns = List.copyOf(columns);
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
                .addAll(columns)
                .add(source)
                .addIf(onConflict)
                .addAll(returning)
                .inTextOrder();
    }
}
