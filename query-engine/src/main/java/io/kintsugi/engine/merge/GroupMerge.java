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

/** Combines partial aggregates by group, in memory under the budget. Confined to one thread. */
public final class GroupMerge {
    private final Merge merge;
    private final ValueRules values;
    private final MergeBudget budget;
    private final List<OutputColumn> columns;
    private final Accumulators accumulators;
    private final Predicate<List<@Nullable String>> having;
    private final Map<Integer, Computations.Column> computed = new LinkedHashMap<>();
    private final Map<List<@Nullable Object>, List<Accumulator>> groups = new LinkedHashMap<>();

    public GroupMerge(Merge merge, ValueRules values, ColumnFacts facts, MergeBudget budget) {
        this.merge = merge;
        this.values = values;
        this.budget = budget;
        this.columns = new ArrayList<>(merge.columns());
        this.columns.addAll(merge.furtherColumns());
        this.accumulators = new Accumulators(values, facts, budget);
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

    /** Takes in all rows of a shard. */
    public void add(RowSource rows) throws SQLException {
        while (rows.next()) {
            for (Accumulator accumulator : groupOf(rows)) {
                accumulator.add(rows);
            }
        }
    }

    /** The rows of the result: visible columns only, sorted, offset and limit applied. */
    public List<List<@Nullable String>> result() {
        if (groups.isEmpty() && merge.groupKeys().isEmpty()) {
            groups.put(List.of(), accumulators());
        }
        List<List<@Nullable String>> rows = new ArrayList<>(groups.size());
        for (List<Accumulator> group : groups.values()) {
            List<@Nullable String> values = rawOf(group);
            if (having.test(values)) {
                rows.add(computed(values));
            }
        }
        return visible(window(rows));
    }

    private List<Accumulator> groupOf(RowSource row) throws SQLException {
        List<@Nullable Object> key = new ArrayList<>(merge.groupKeys().size());
        long bytes = 0;
        for (Merge.GroupKey groupKey : merge.groupKeys()) {
            String text = row.text(groupKey.column());
            bytes += text == null ? 0 : text.length();
            key.add(text == null ? null : values.key(groupKey.comparison(), text));
        }
        List<Accumulator> group = groups.get(key);
        if (group == null) {
            // Twice: the key and its spelling; and something for each running aggregate.
            budget.hold(2 * bytes + 64L * columns.size());
            group = accumulators();
            groups.put(key, group);
        }
        return group;
    }

    private List<Accumulator> accumulators() {
        List<Accumulator> made = new ArrayList<>(columns.size());
        for (OutputColumn column : columns) {
            made.add(column.accept(accumulators));
        }
        return made;
    }

    private static List<@Nullable String> rawOf(List<Accumulator> group) {
        List<@Nullable String> row = new ArrayList<>(group.size());
        for (Accumulator accumulator : group) {
            row.add(accumulator.result());
        }
        return row;
    }

    /** Only of groups that are returned: an expression may fail on others. */
    private List<@Nullable String> computed(List<@Nullable String> row) {
        for (Map.Entry<Integer, Computations.Column> computed : computed.entrySet()) {
            row.set(computed.getKey(), computed.getValue().text(row));
        }
        return row;
    }

    private record Keyed(SortOrder.Keys keys, List<@Nullable String> row) {}

    /** The rows in order, offset and limit applied. */
    private List<List<@Nullable String>> window(List<List<@Nullable String>> rows) {
        if (merge.order().isEmpty()) {
            return rows.subList(first(rows.size()), end(rows.size()));
        }
        SortOrder order = new SortOrder(merge.order(), values);
        List<Keyed> keyed = new ArrayList<>(rows.size());
        for (List<@Nullable String> row : rows) {
            keyed.add(new Keyed(order.keysOf(row), row));
        }
        keyed.sort((left, right) -> order.compare(left.keys(), right.keys()));
        int end = end(keyed.size());
        int first = first(keyed.size());
        while (end - first < merge.tiesMax().orElse(0)
                && end > first
                && end < keyed.size()
                && ties(keyed, end, order)) {
            end++;
        }
        return keyed.subList(first, end).stream().map(Keyed::row).toList();
    }

    private static boolean ties(List<Keyed> keyed, int end, SortOrder order) {
        return order.compare(keyed.get(end - 1).keys(), keyed.get(end).keys()) == 0;
    }

    private int first(int size) {
        return (int) Math.min(size, merge.offset());
    }

    private int end(int size) {
        long limit = merge.limit().orElse(Long.MAX_VALUE);
        return (int) Math.min(size, limit > size ? size : first(size) + limit);
    }

    private List<List<@Nullable String>> visible(List<List<@Nullable String>> rows) {
        int visible = merge.columns().size();
        return merge.furtherColumns().isEmpty()
                ? rows
                : rows.stream().map(row -> row.subList(0, visible)).toList();
    }
}
