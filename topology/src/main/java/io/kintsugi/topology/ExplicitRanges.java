package io.kintsugi.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Checks that ranges given one by one cover every token exactly once, and makes a map of them. */
final class ExplicitRanges {
    private record Owned(TokenRange range, int owner, long start, long last) {
        Owned(TokenRange range, int owner) {
            this(range, owner, range.order().place(range.first()), range.order().place(range.last()));
        }
    }

    private ExplicitRanges() {}

    static ShardMap toMap(TokenOrder order, List<List<TokenRange>> rangesByShard) {
        List<Owned> all = collect(order, rangesByShard);
        if (all.isEmpty()) {
            throw TopologyErrors.invalid("There is no range.");
        }
        requireCover(order, all);
        long[] starts = all.stream().mapToLong(Owned::start).toArray();
        int[] owners = all.stream().mapToInt(Owned::owner).toArray();
        return new ShardMap(order, rangesByShard.size(), starts, owners);
    }

    private static List<Owned> collect(TokenOrder order, List<List<TokenRange>> rangesByShard) {
        List<Owned> all = new ArrayList<>();
        for (int owner = 0; owner < rangesByShard.size(); owner++) {
            for (TokenRange range : rangesByShard.get(owner)) {
                if (range.order() != order) {
                    throw new IllegalArgumentException("Range " + range + " is not in order " + order);
                }
                all.add(new Owned(range, owner));
            }
        }
        all.sort(Comparator.comparingLong(Owned::start).thenComparingLong(Owned::last));
        return all;
    }

    private static void requireCover(TokenOrder order, List<Owned> all) {
        if (all.get(0).start() != Long.MIN_VALUE) {
            throw gap(order, Long.MIN_VALUE, all.get(0).start() - 1);
        }
        for (int i = 1; i < all.size(); i++) {
            requireNeighbours(order, all.get(i - 1), all.get(i));
        }
        long last = all.get(all.size() - 1).last();
        if (last != Long.MAX_VALUE) {
            throw gap(order, last + 1, Long.MAX_VALUE);
        }
    }

    private static void requireNeighbours(TokenOrder order, Owned left, Owned right) {
        if (right.start() <= left.last()) {
            throw TopologyErrors.invalid("Ranges " + left.range() + " and " + right.range() + " overlap.");
        }
        if (right.start() != left.last() + 1) {
            throw gap(order, left.last() + 1, right.start() - 1);
        }
    }

    private static RuntimeException gap(TokenOrder order, long first, long last) {
        TokenRange missing = new TokenRange(order.place(first), order.place(last), order);
        return TopologyErrors.invalid("No shard owns the range " + missing + ".");
    }
}
