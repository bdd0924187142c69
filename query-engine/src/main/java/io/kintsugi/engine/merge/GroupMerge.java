package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.Merge;
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
    private final MergeBudget budget;
    private final GroupColumns columns;
    private final Map<List<@Nullable Object>, List<Accumulator>> groups = new LinkedHashMap<>();

    public GroupMerge(Merge merge, ValueRules values, ColumnFacts facts, MergeBudget budget) {
        this.merge = merge;
        this.values = values;
        this.budget = budget;
        this.columns = new GroupColumns(merge, values, facts, budget);
    }

    /** Takes in all rows of a shard. */
    public void add(RowSource rows) throws SQLException {
        while (rows.next()) {
            for (Accumulator accumulator : groupOf(rows)) {
                accumulator.add(rows);
            }
        }
    }

    private List<Accumulator> groupOf(RowSource row) throws SQLException {
        List<@Nullable Object> key = columns.keyOf(row);
        List<Accumulator> group = groups.get(key);
        if (group == null) {
            // Twice: the key and its spelling; and something for each running aggregate.
            budget.hold(2 * columns.charactersOf(row) + 64L * columns.count());
            group = columns.begin();
            groups.put(key, group);
        }
        return group;
    }

    /** The rows of the result: visible columns only, sorted, offset and limit applied. */
    public List<List<@Nullable String>> result() {
        if (groups.isEmpty() && merge.groupKeys().isEmpty()) {
            groups.put(List.of(), columns.begin());
        }
        List<List<@Nullable String>> rows = new ArrayList<>(groups.size());
        groups.values().forEach(group -> columns.end(group).ifPresent(rows::add));
        return new GroupWindow(merge, values)
                .of(rows).stream().map(columns::visible).toList();
    }
}
