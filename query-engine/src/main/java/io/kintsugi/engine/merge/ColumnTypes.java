package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.OutputColumn;
import java.util.List;

/** The types of a merge's columns: those of the shards' columns that they are made of. */
final class ColumnTypes implements OutputColumn.Visitor<ValueType> {
    private final ColumnFacts facts;

    private ColumnTypes(ColumnFacts facts) {
        this.facts = facts;
    }

    static List<ValueType> of(List<OutputColumn> columns, ColumnFacts facts) {
        ColumnTypes types = new ColumnTypes(facts);
        return columns.stream().map(column -> column.accept(types)).toList();
    }

    @Override
    public ValueType visit(OutputColumn.Same column) {
        return facts.type(column.column());
    }

    @Override
    public ValueType visit(OutputColumn.SumOfCounts column) {
        return facts.type(column.column());
    }

    @Override
    public ValueType visit(OutputColumn.SumOfSums column) {
        return facts.type(column.column());
    }

    @Override
    public ValueType visit(OutputColumn.Extreme column) {
        return facts.type(column.column());
    }

    @Override
    public ValueType visit(OutputColumn.Average column) {
        return facts.type(column.column());
    }

    @Override
    public ValueType visit(OutputColumn.AnyValue column) {
        return facts.type(column.column());
    }

    @Override
    public ValueType visit(OutputColumn.Bits column) {
        return facts.type(column.column());
    }

    @Override
    public ValueType visit(OutputColumn.Distinct column) {
        return column.of().accept(this);
    }

    /** No expression is computed from another computed column. */
    @Override
    public ValueType visit(OutputColumn.Computed column) {
        return ValueType.of(ValueType.Kind.OTHER);
    }
}
