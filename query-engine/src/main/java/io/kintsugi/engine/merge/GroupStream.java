package io.kintsugi.engine.merge;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.Arrival;
import io.kintsugi.router.plan.Merge;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Combines partial aggregates of groups that come one after the other, because every shard sorts by what tells them
 * apart: holds one group at a time. Groups whose own order is another one are held until all are in, under the budget.
 * Confined to one thread.
 */
public final class GroupStream {
    private final Merge merge;
    private final ValueRules values;
    private final MergeBudget budget;
    private final List<? extends RowSource> sources;
    private final GroupColumns columns;
    private final StreamMerge rows;
    private final Arrival arrival;
    private List<@Nullable Object> key = List.of();
    private @Nullable List<Accumulator> group;
    private boolean ended;
    private long skipped;
    private long returned;

    /** @param merge one that has an {@link Merge#arrival()} */
    public GroupStream(
            List<? extends RowSource> sources, Merge merge, ValueRules values, ColumnFacts facts, MergeBudget budget) {
        this.merge = merge;
        this.values = values;
        this.budget = budget;
        this.sources = sources;
        this.arrival = merge.arrival().orElseThrow();
        this.columns = new GroupColumns(merge, values, facts, budget);
        this.rows = new StreamMerge(sources, inArrival(), values, budget, true);
        if (merge.groupKeys().isEmpty()) {
            // One row comes of no rows at all.
            this.group = columns.begin();
        }
    }

    private Merge inArrival() {
        return new Merge(
                Merge.Kind.ORDERED,
                List.of(),
                merge.columns(),
                arrival.keys(),
                false,
                List.of(),
                0,
                OptionalLong.empty(),
                merge.shardColumns());
    }

    /** Whether groups are returned as they are complete. */
    public boolean isFinal() {
        return arrival.isFinal();
    }

    /** Up to so many further rows of the result, visible columns only; fewer mean that these are the last. */
    public List<List<@Nullable String>> portion(int most) throws SQLException {
        List<List<@Nullable String>> portion = new ArrayList<>();
        while (portion.size() < most) {
            Optional<List<@Nullable String>> row = nextWithinLimit();
            if (row.isEmpty()) {
                return portion;
            }
            portion.add(columns.visible(row.get()));
        }
        return portion;
    }

    /** All rows of the result, sorted, offset and limit applied. */
    public List<List<@Nullable String>> all() throws SQLException {
        List<List<@Nullable String>> all = new ArrayList<>();
        for (Optional<List<@Nullable String>> row = held(); row.isPresent(); row = held()) {
            all.add(row.get());
        }
        return isFinal()
                ? all.stream().map(columns::visible).toList()
                : new GroupWindow(merge, values)
                        .of(all).stream().map(columns::visible).toList();
    }

    private Optional<List<@Nullable String>> held() throws SQLException {
        Optional<List<@Nullable String>> row = isFinal() ? nextWithinLimit() : nextGroup();
        if (row.isPresent()) {
            long characters = 0;
            for (String text : row.get()) {
                characters += text == null ? 0 : text.length();
            }
            budget.hold(characters);
        }
        return row;
    }

    private Optional<List<@Nullable String>> nextWithinLimit() throws SQLException {
        if (merge.limit().isPresent() && returned >= merge.limit().getAsLong()) {
            return Optional.empty();
        }
        while (skipped < merge.offset()) {
            if (nextGroup().isEmpty()) {
                return Optional.empty();
            }
            skipped++;
        }
        returned++;
        return nextGroup();
    }

    /** The row of the next group that HAVING lets through. */
    private Optional<List<@Nullable String>> nextGroup() throws SQLException {
        while (!ended) {
            int source = rows.next();
            if (source == StreamMerge.END) {
                ended = true;
                return group == null ? Optional.empty() : columns.end(group);
            }
            requireSorted();
            Optional<List<@Nullable String>> complete = take(sources.get(source));
            if (complete.isPresent()) {
                return complete;
            }
        }
        return Optional.empty();
    }

    /** Takes in one row; what it completes is the group before its own. */
    private Optional<List<@Nullable String>> take(RowSource row) throws SQLException {
        List<Accumulator> current = group;
        List<@Nullable Object> own = columns.keyOf(row);
        boolean same = current != null && own.equals(key);
        if (current == null || !same) {
            group = columns.begin();
            key = own;
        }
        for (Accumulator accumulator : group == null ? List.<Accumulator>of() : group) {
            accumulator.add(row);
        }
        return current == null || same ? Optional.empty() : columns.end(current);
    }

    /** Where a server sorted otherwise than the merge compares, groups would come in pieces, each taken for a whole. */
    private void requireSorted() {
        if (!rows.isSorted()) {
            throw new ShardException(
                    ErrorCode.INTERNAL, "The rows of a shard do not come in the order that they were asked for in.");
        }
    }
}
