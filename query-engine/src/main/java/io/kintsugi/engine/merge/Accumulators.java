package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.OutputColumn;
import org.jspecify.annotations.Nullable;

/** Makes what takes in the partial results of a column. Stateless but for the budget. */
final class Accumulators implements OutputColumn.Visitor<Accumulator> {
    private final ValueRules values;
    private final ColumnFacts facts;
    private final MergeBudget budget;
    private final boolean sorted;

    /** @param sorted whether equal values of a group come one after the other */
    Accumulators(ValueRules values, ColumnFacts facts, MergeBudget budget, boolean sorted) {
        this.values = values;
        this.facts = facts;
        this.budget = budget;
        this.sorted = sorted;
    }

    @Override
    public Accumulator visit(OutputColumn.Same column) {
        return new Accumulator.First(column.column());
    }

    @Override
    public Accumulator visit(OutputColumn.SumOfCounts column) {
        return new Accumulator.LongSum(column.column(), true);
    }

    @Override
    public Accumulator visit(OutputColumn.SumOfSums column) {
        SumKind kind = facts.sumKind(column.column());
        return kind == SumKind.BIGINT
                ? new Accumulator.LongSum(column.column(), false)
                : values.sum(column.column(), kind);
    }

    @Override
    public Accumulator visit(OutputColumn.Extreme column) {
        return new Accumulator.Extreme(column.column(), column.by(), column.greatest(), column.comparison(), values);
    }

    @Override
    public Accumulator visit(OutputColumn.Average column) {
        return values.average(
                column.sumColumn(),
                column.countColumn(),
                facts.sumKind(column.sumColumn()),
                facts.scale(column.column()));
    }

    @Override
    public Accumulator visit(OutputColumn.AnyValue column) {
        return new Accumulator.Any(column.column());
    }

    @Override
    public Accumulator visit(OutputColumn.Bits column) {
        return new Accumulator.Bits(column.column(), column.all());
    }

    @Override
    public Accumulator visit(OutputColumn.Distinct column) {
        Accumulator of = column.of().accept(this);
        return sorted
                ? new Accumulator.SortedDistinct(of, column.by(), column.comparison(), values)
                : new Accumulator.Distinct(of, column.by(), column.comparison(), values, budget);
    }

    /** Nothing is taken in: it is computed from the others. */
    @Override
    public Accumulator visit(OutputColumn.Computed column) {
        return new Accumulator() {
            @Override
            public void add(RowSource row) {}

            @Override
            public @Nullable String result() {
                return null;
            }
        };
    }
}
