package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** A table (or view, or WITH member) by name; {@code partitions} and {@code indexHints} are those of MySQL. */
public record TableReference(
        QualifiedName name,
        Optional<Identifier> alias,
        List<Identifier> columnAliases,
        boolean only,
        Optional<TableSample> sample,
        List<Identifier> partitions,
        List<IndexHint> indexHints,
        TokenSpan span)
        implements FromItem {
    public TableReference {
        columnAliases = List.copyOf(columnAliases);
        partitions = List.copyOf(partitions);
        indexHints = List.copyOf(indexHints);
    }

    @Override
    public <R> R accept(FromItem.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children()
                .add(name)
                .addIf(alias)
                .addAll(columnAliases)
                .addIf(sample)
                .addAll(partitions)
                .addAll(indexHints)
                .inTextOrder();
    }
}
