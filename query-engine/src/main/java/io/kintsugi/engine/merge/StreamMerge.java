package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.Merge;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Concatenates or merges streams: says which source stands on the next row of the result. Holds one row of each source;
 * with DISTINCT also the rows seen, under the budget, in an ordered merge those with the same keys only. Confined to
 * one thread.
 */
public final class StreamMerge {
    /** There is no further row. */
    public static final int END = -1;

    private final List<? extends RowSource> sources;
    private final Merge merge;
    private final ValueRules values;
    private final MergeBudget budget;
    private final SortOrder order;
    private final PriorityQueue<Head> heads;
    private final Set<List<@Nullable Object>> seen = new HashSet<>();

    /** Whether rows that were seen can be forgotten when other keys come. */
    private final boolean forgets;

    private final boolean watched;
    private int position;
    private boolean started;
    private long skipped;
    private long returned;
    /** The keys of the row returned last by an ordered merge, and whether they came after those before them. */
    private SortOrder.@Nullable Keys last;

    private boolean sorted = true;

    /** The keys of the last row within the limit, while rows that tie with it may follow. */
    private SortOrder.@Nullable Keys lastWithinLimit;

    public StreamMerge(List<? extends RowSource> sources, Merge merge, ValueRules values, MergeBudget budget) {
        this(sources, merge, values, budget, false);
    }

    /** @param watched whether {@link #isSorted} is going to be asked, which costs a comparison a row */
    StreamMerge(
            List<? extends RowSource> sources, Merge merge, ValueRules values, MergeBudget budget, boolean watched) {
        this.sources = sources;
        this.merge = merge;
        this.values = values;
        this.budget = budget;
        this.order = new SortOrder(merge.order(), values);
        this.forgets = merge.kind() == Merge.Kind.ORDERED && forgets(merge);
        this.watched = watched || forgets;
        this.heads = new PriorityQueue<>(Math.max(1, sources.size()), this::compareHeads);
    }

    private record Head(int source, SortOrder.Keys keys) {}

    /** The index of the source whose current row is next, or {@link #END}. */
    public int next() throws SQLException {
        boolean full = merge.limit().isPresent() && returned >= merge.limit().getAsLong();
        if (full && (lastWithinLimit == null || returned >= merge.tiesMax().orElse(0))) {
            return END;
        }
        while (true) {
            int source = merge.kind() == Merge.Kind.ORDERED ? nextOrdered() : nextConcatenated();
            if (source == END || (full && !tiesWithLast())) {
                lastWithinLimit = null;
                return END;
            }
            if (watched && source != END) {
                note(heads.element().keys());
            }
            if (merge.distinct() && !seen.add(distinctKey(sources.get(source)))) {
                continue;
            }
            if (skipped < merge.offset()) {
                skipped++;
                continue;
            }
            returned++;
            if (merge.withTies() && returned == merge.limit().orElse(0)) {
                lastWithinLimit = heads.element().keys();
            }
            return source;
        }
    }

    /**
     * Rows equal in all columns are equal in those they are sorted by, so that nothing that comes later is equal to
     * what was seen before other keys came.
     */
    private void note(SortOrder.Keys keys) {
        int step = last == null ? 0 : order.compare(last, keys);
        sorted &= step <= 0;
        last = keys;
        if (step != 0 && forgets) {
            seen.clear();
            budget.release();
        }
    }

    /** Whether the rows so far came in the order of the merge, as they do where every source is sorted by it. */
    boolean isSorted() {
        return sorted;
    }

    private static boolean forgets(Merge merge) {
        return merge.distinct()
                && merge.order().stream()
                        .allMatch(key -> key.column() < merge.distinctKeys().size()
                                && key.comparison() == merge.distinctKeys().get(key.column()));
    }

    private boolean tiesWithLast() {
        return lastWithinLimit != null && order.compare(heads.element().keys(), lastWithinLimit) == 0;
    }

    private int nextConcatenated() throws SQLException {
        while (position < sources.size()) {
            if (sources.get(position).next()) {
                return position;
            }
            position++;
        }
        return END;
    }

    /** The source returned last has not been moved on since: its row was the application's until now. */
    private int nextOrdered() throws SQLException {
        if (started) {
            Head last = heads.poll();
            if (last != null) {
                offer(last.source());
            }
        } else {
            started = true;
            for (int source = 0; source < sources.size(); source++) {
                offer(source);
            }
        }
        Head head = heads.peek();
        return head == null ? END : head.source();
    }

    private void offer(int source) throws SQLException {
        if (sources.get(source).next()) {
            heads.add(new Head(source, order.keysOf(sources.get(source))));
        }
    }

    private int compareHeads(Head left, Head right) {
        int byKeys = order.compare(left.keys(), right.keys());
        return byKeys != 0 ? byKeys : Integer.compare(left.source(), right.source());
    }

    private List<@Nullable Object> distinctKey(RowSource row) throws SQLException {
        List<@Nullable Object> key = new ArrayList<>(merge.distinctKeys().size());
        long bytes = 0;
        for (int column = 0; column < merge.distinctKeys().size(); column++) {
            String text = row.text(column);
            bytes += text == null ? 0 : text.length();
            key.add(text == null ? null : values.key(merge.distinctKeys().get(column), text));
        }
        budget.hold(bytes);
        return key;
    }
}
