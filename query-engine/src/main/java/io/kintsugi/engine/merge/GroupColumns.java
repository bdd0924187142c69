package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.OutputColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What becomes of the shards' rows of one group: its key, its running aggregates, its row. Confined to one thread. */
final class GroupColumns {
    private final Merge merge;
    private final ValueRules values;
    private final List<OutputColumn> columns;
    private final Accumulators accumulators;
    private final Predicate<List<@Nullable String>> having;
    private final Map<Integer, Computations.Column> computed = new LinkedHashMap<>();

    GroupColumns(Merge merge, ValueRules values, ColumnFacts facts, MergeBudget budget) {
        this.merge = merge;
        this.values = values;
        this.columns = new ArrayList<>(merge.columns());
        this.columns.addAll(merge.furtherColumns());
        this.accumulators =
                new Accumulators(values, facts, budget, merge.arrival().isPresent());
        Computations computations = new Computations(values.scalars(), ColumnTypes.of(columns, facts));
        this.having = merge.having().map(computations::condition).orElse(row -> true);
        for (int position = 0; position < columns.size(); position++) {
            if (columns.get(position) instanceof OutputColumn.Computed column) {
                boolean visible = position < merge.columns().size();
                Optional<ValueType> described = visible ? Optional.of(facts.type(position)) : Optional.empty();
                computed.put(position, computations.column(column.expression(), described));
            }
        }
    }

    /** How many there are, with those that the application does not see. */
    int count() {
        return columns.size();
    }

    /** What tells the group of a row from others. */
    List<@Nullable Object> keyOf(RowSource row) throws SQLException {
        List<@Nullable Object> key = new ArrayList<>(merge.groupKeys().size());
        for (Merge.GroupKey groupKey : merge.groupKeys()) {
            String text = row.text(groupKey.column());
            key.add(text == null ? null : values.key(groupKey.comparison(), text));
        }
        return key;
    }

    /** How many characters the values have by which a row is grouped. */
    long charactersOf(RowSource row) throws SQLException {
        long characters = 0;
        for (Merge.GroupKey groupKey : merge.groupKeys()) {
            String text = row.text(groupKey.column());
            characters += text == null ? 0 : text.length();
        }
        return characters;
    }

    /** The columns of a group that has no rows yet. */
    List<Accumulator> begin() {
        List<Accumulator> made = new ArrayList<>(columns.size());
        for (OutputColumn column : columns) {
            made.add(column.accept(accumulators));
        }
        return made;
    }

    /** The row of a group that is complete, further columns included; empty where HAVING leaves it out. */
    Optional<List<@Nullable String>> end(List<Accumulator> group) {
        List<@Nullable String> row = new ArrayList<>(group.size());
        for (Accumulator accumulator : group) {
            row.add(accumulator.result());
        }
        if (!having.test(row)) {
            return Optional.empty();
        }
        // Only of groups that are returned: an expression may fail on others.
        for (Map.Entry<Integer, Computations.Column> each : computed.entrySet()) {
            row.set(each.getKey(), each.getValue().text(row));
        }
        return Optional.of(row);
    }

    /** What the application sees of a row. */
    List<@Nullable String> visible(List<@Nullable String> row) {
        return merge.furtherColumns().isEmpty()
                ? row
                : row.subList(0, merge.columns().size());
    }
}
