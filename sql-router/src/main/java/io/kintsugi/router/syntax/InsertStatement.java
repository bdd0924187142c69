package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * INSERT, or REPLACE of MySQL. An empty column list means that none was written.
 *
 * @param replace whether it is REPLACE
 * @param modifiers words of MySQL, IGNORE among them
 * @param rowAlias {@code AS new (a, b)} of MySQL
 * @param onDuplicateKey the assignments of ON DUPLICATE KEY UPDATE; empty where the clause is absent
 */
public record InsertStatement(
        List<CommonTable> with,
        boolean recursive,
        boolean replace,
        Set<StatementModifier> modifiers,
        TableReference target,
        List<InsertColumn> columns,
        Overriding overriding,
        InsertSource source,
        Optional<RowAlias> rowAlias,
        Optional<OnConflict> onConflict,
        List<Assignment> onDuplicateKey,
        List<SelectItem> returning,
        TokenSpan span)
        implements Statement {
    public InsertStatement {
        with = List.copyOf(with);
        modifiers = Set.copyOf(modifiers);
        onDuplicateKey = List.copyOf(onDuplicateKey);
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
                .addIf(rowAlias)
                .addIf(onConflict)
                .addAll(onDuplicateKey)
                .addAll(returning)
                .inTextOrder();
    }
}
