package io.kintsugi.topology;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Adds shards to a map of hash tokens. Each new shard takes slices from whichever shard owns most at the time, so that
 * all stay near their equal share. A slice is at most an eighth of what the new shard needs: small enough to keep the
 * donors even, large enough that the number of ranges grows in proportion to the number of shards. Whole ranges are
 * taken as long as they fit; the last slice is cut to measure. Confined to one thread.
 */
final class ShardMapBalancer {
    static final int RANGES_MAX = 65_536;
    static final int SHARDS_MAX = 100_000;

    /** Cuts lie on multiples of 2^16 tokens, so that sizes are counted in a long. */
    private static final int GRAIN_BITS = 16;

    private static final long GRAINS = 1L << (Long.SIZE - GRAIN_BITS);
    private static final int SLICES = 8;

    private final List<Holding> holdings = new ArrayList<>();
    private final TreeSet<Holding> fullestFirst =
            new TreeSet<>(Comparator.comparingLong(Holding::grains).reversed().thenComparingInt(Holding::ordinal));

    private ShardMapBalancer() {}

    static ShardMap even(int ranges, int shards) {
        requireBetween("ranges", ranges, RANGES_MAX);
        requireBetween("shards", shards, SHARDS_MAX);
        ShardMapBalancer balancer = new ShardMapBalancer();
        Holding first = new Holding(0);
        for (int i = 0; i < ranges; i++) {
            first.add(new Piece(place(boundary(i, ranges)), place(boundary(i + 1, ranges)) - 1));
        }
        balancer.register(first);
        for (int i = 1; i < shards; i++) {
            balancer.addShard();
        }
        return balancer.toMap();
    }

    static ShardMap addShard(ShardMap map) {
        if (map.order() != TokenOrder.UNSIGNED) {
            throw new ShardException(
                    ErrorCode.INVALID_ARGUMENT, "Only the hash function spreads evenly: give explicit ranges instead.");
        }
        ShardMapBalancer balancer = new ShardMapBalancer();
        balancer.load(map);
        balancer.addShard();
        return balancer.toMap();
    }

    private static void requireBetween(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new ShardException(
                    ErrorCode.INVALID_ARGUMENT, name + " is " + value + ", not between 1 and " + max + ".");
        }
    }

    private static long boundary(int index, int ranges) {
        return index == ranges ? GRAINS : Long.divideUnsigned(GRAINS * index, ranges);
    }

    /** The first place of a grain; behind the last grain this wraps, so that the place before it is the last one. */
    private static long place(long grain) {
        return (grain << GRAIN_BITS) ^ Long.MIN_VALUE;
    }

    private static long grain(long place) {
        return (place ^ Long.MIN_VALUE) >>> GRAIN_BITS;
    }

    private void load(ShardMap map) {
        requireBetween("shards", map.shardCount() + 1, SHARDS_MAX);
        List<Holding> loaded = new ArrayList<>();
        for (int ordinal = 0; ordinal < map.shardCount(); ordinal++) {
            loaded.add(new Holding(ordinal));
        }
        for (int i = 0; i < map.rangeCount(); i++) {
            loaded.get(map.owner(i)).add(new Piece(map.startPlace(i), map.lastPlace(i)));
        }
        loaded.forEach(this::register);
    }

    private void register(Holding holding) {
        holdings.add(holding);
        fullestFirst.add(holding);
    }

    private void addShard() {
        Holding added = new Holding(holdings.size());
        long share = GRAINS / (holdings.size() + 1);
        long slice = Math.max(share / SLICES, 1);
        while (added.grains() < share) {
            Holding donor = fullestFirst.pollFirst();
            if (donor == null) {
                throw new IllegalStateException("A map without shards cannot give ranges");
            }
            donor.give(added, Math.min(slice, share - added.grains()));
            fullestFirst.add(donor);
        }
        added.sort();
        register(added);
    }

    private ShardMap toMap() {
        record Owned(long start, int owner) {}
        List<Owned> all = new ArrayList<>();
        for (Holding holding : holdings) {
            holding.pieces.forEach(piece -> all.add(new Owned(piece.start(), holding.ordinal())));
        }
        all.sort(Comparator.comparingLong(Owned::start));
        long[] starts = all.stream().mapToLong(Owned::start).toArray();
        int[] owners = all.stream().mapToInt(Owned::owner).toArray();
        return new ShardMap(TokenOrder.UNSIGNED, holdings.size(), starts, owners);
    }

    /** A range in places, both ends included. Its exact ends are kept; only its size is counted in grains. */
    private record Piece(long start, long last) {
        long grains() {
            long end = last == Long.MAX_VALUE ? GRAINS : grain(last + 1);
            return end - grain(start);
        }

        /** Where the last {@code grains} grains of this range begin. */
        long cut(long grains) {
            return place(grain(start) + grains() - grains);
        }
    }

    /** The ranges of one shard, sorted by start. */
    private static final class Holding {
        private final int ordinal;
        private final List<Piece> pieces = new ArrayList<>();
        private long grains;

        Holding(int ordinal) {
            this.ordinal = ordinal;
        }

        int ordinal() {
            return ordinal;
        }

        long grains() {
            return grains;
        }

        void add(Piece piece) {
            pieces.add(piece);
            grains += piece.grains();
        }

        /** Gives its last range, or the end of it when the whole is more than {@code most} grains. */
        void give(Holding taker, long most) {
            Piece piece = pieces.remove(pieces.size() - 1);
            grains -= piece.grains();
            if (piece.grains() <= most) {
                taker.add(piece);
                return;
            }
            long cut = piece.cut(most);
            add(new Piece(piece.start(), cut - 1));
            taker.add(new Piece(cut, piece.last()));
        }

        void sort() {
            pieces.sort(Comparator.comparingLong(Piece::start));
        }
    }
}
