package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.OutputColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Combines partial aggregates by group, in memory under the budget. Confined to one thread. */
public final class GroupMerge {
    private final Merge merge;
    private final ValueRules values;
    private final ColumnFacts facts;
    private final MergeBudget budget;
    private final Map<List<@Nullable Object>, List<Accumulator>> groups = new LinkedHashMap<>();

    public GroupMerge(Merge merge, ValueRules values, ColumnFacts facts, MergeBudget budget) {
        this.merge = merge;
        this.values = values;
        this.facts = facts;
        this.budget = budget;
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
            rows.add(resultOf(group));
        }
        return visible(window(sorted(rows)));
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
            budget.hold(2 * bytes + 64L * merge.columns().size());
            group = accumulators();
            groups.put(key, group);
        }
        return group;
    }

    private List<Accumulator> accumulators() {
        List<Accumulator> made = new ArrayList<>(merge.columns().size());
        for (int position = 0; position < merge.columns().size(); position++) {
            made.add(accumulator(merge.columns().get(position), position));
        }
        for (OutputColumn sorted : merge.sortColumns()) {
            made.add(accumulator(sorted, 0));
        }
        return made;
    }

    /** @param position where the visible column stands: the shards return one of its type there */
    private Accumulator accumulator(OutputColumn column, int position) {
        if (column instanceof OutputColumn.Same same) {
            return new Accumulator.First(same.column());
        }
        if (column instanceof OutputColumn.SumOfCounts counts) {
            return new Accumulator.LongSum(counts.column(), true);
        }
        if (column instanceof OutputColumn.SumOfSums sums) {
            return facts.sumKind(sums.column()) == SumKind.BIGINT
                    ? new Accumulator.LongSum(sums.column(), false)
                    : values.sum(sums.column());
        }
        if (column instanceof OutputColumn.Extreme extreme) {
            return new Accumulator.Extreme(
                    extreme.column(), extreme.by(), extreme.greatest(), extreme.comparison(), values);
        }
        OutputColumn.Average average = (OutputColumn.Average) column;
        return values.average(average.sumColumn(), average.countColumn(), facts.scale(position));
    }

    private static List<@Nullable String> resultOf(List<Accumulator> group) {
        List<@Nullable String> row = new ArrayList<>(group.size());
        for (Accumulator accumulator : group) {
            row.add(accumulator.result());
        }
        return row;
    }

    private List<List<@Nullable String>> sorted(List<List<@Nullable String>> rows) {
        if (merge.order().isEmpty()) {
            return rows;
        }
        record Keyed(SortOrder.Keys keys, List<@Nullable String> row) {}
        SortOrder order = new SortOrder(merge.order(), values);
        List<Keyed> keyed = new ArrayList<>(rows.size());
        for (List<@Nullable String> row : rows) {
            keyed.add(new Keyed(order.keysOf(row), row));
        }
        keyed.sort((left, right) -> order.compare(left.keys(), right.keys()));
        return keyed.stream().map(Keyed::row).toList();
    }

    private List<List<@Nullable String>> visible(List<List<@Nullable String>> rows) {
        int visible = merge.columns().size();
        return merge.sortColumns().isEmpty()
                ? rows
                : rows.stream().map(row -> row.subList(0, visible)).toList();
    }

    private List<List<@Nullable String>> window(List<List<@Nullable String>> rows) {
        int from = (int) Math.min(rows.size(), merge.offset());
        long limit = merge.limit().orElse(Long.MAX_VALUE);
        int end = (int) Math.min(rows.size(), limit > rows.size() ? rows.size() : from + limit);
        return rows.subList(from, end);
    }
}
