package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which shard owns which tokens: sorted starts of ranges, each with the ordinal of its shard. Covers all tokens.
 * Immutable.
 */
public final class ShardMap {
    private final TokenOrder order;
    private final int shardCount;
    /** Sorted; as places, see {@link TokenOrder#place}; the first is the smallest of all. */
    private final long[] starts;

    private final int[] owners;

    ShardMap(TokenOrder order, int shardCount, long[] starts, int[] owners) {
        this.order = requireNonNull(order, "order");
        this.shardCount = shardCount;
        this.starts = starts;
        this.owners = owners;
        requireOwners();
    }

    private void requireOwners() {
        for (int owner : owners) {
            if (owner < 0 || owner >= shardCount) {
                throw new IllegalStateException("Range owned by shard " + owner + " of " + shardCount);
            }
        }
    }

    /** One shard that owns everything, in one range. */
    public static ShardMap single(TokenOrder order) {
        return new ShardMap(order, 1, new long[] {Long.MIN_VALUE}, new int[] {0});
    }

    /**
     * Equal ranges spread evenly: one shard with all of them, then {@link #withAddedShard} until there are enough. So a
     * shard appended to a list only takes ranges, and no key moves between those that were there.
     */
    public static ShardMap even(int ranges, int shards) {
        return ShardMapBalancer.even(ranges, shards);
    }

    /**
     * Ranges given one by one.
     *
     * @throws io.kintsugi.errors.ShardException TOPOLOGY_INVALID, naming the gap, overlap or shard without a range
     */
    public static ShardMap explicit(TokenOrder order, List<List<TokenRange>> rangesByShard) {
        return ExplicitRanges.toMap(order, rangesByShard);
    }

    /**
     * The map of listed keys.
     *
     * @param unlistedOwner the shard of every other key, where the function accepts those
     */
    public static ShardMap ofList(
            ListFunction function, int shardCount, Map<KeyValue, Integer> owners, int unlistedOwner) {
        List<KeyValue> values = function.values();
        long[] starts = new long[values.size() + 1];
        int[] shards = new int[values.size() + 1];
        starts[0] = Long.MIN_VALUE;
        shards[0] = unlistedOwner;
        for (int token = 0; token < values.size(); token++) {
            starts[token + 1] = token;
            shards[token + 1] = requireNonNull(owners.get(values.get(token)), "owner");
        }
        return new ShardMap(TokenOrder.SIGNED, shardCount, starts, shards);
    }

    /** The ordinal of the shard that owns this token; a binary search that does not allocate. */
    public int shardOf(long token) {
        int found = Arrays.binarySearch(starts, order.place(token));
        return owners[found >= 0 ? found : -found - 2];
    }

    /** The ranges of a shard, in order; neighbouring ranges are not merged. */
    public List<TokenRange> rangesOf(int shard) {
        List<TokenRange> ranges = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            if (owners[i] == shard) {
                ranges.add(range(i));
            }
        }
        return ranges;
    }

    /** The ranges of every shard, by ordinal. */
    public List<List<TokenRange>> rangesByShard() {
        List<List<TokenRange>> ranges = new ArrayList<>();
        for (int shard = 0; shard < shardCount; shard++) {
            ranges.add(new ArrayList<>());
        }
        for (int i = 0; i < starts.length; i++) {
            ranges.get(owners[i]).add(range(i));
        }
        return ranges;
    }

    private TokenRange range(int index) {
        return new TokenRange(order.place(starts[index]), order.place(lastPlace(index)), order);
    }

    /**
     * The same map with one more shard, which takes ranges from the fullest ones (splitting where needed) until it owns
     * its equal share. Only for maps of the hash function.
     */
    public ShardMap withAddedShard() {
        return ShardMapBalancer.addShard(this);
    }

    public int shardCount() {
        return shardCount;
    }

    public int rangeCount() {
        return starts.length;
    }

    public TokenOrder order() {
        return order;
    }

    long startPlace(int index) {
        return starts[index];
    }

    long lastPlace(int index) {
        return index + 1 < starts.length ? starts[index + 1] - 1 : Long.MAX_VALUE;
    }

    int owner(int index) {
        return owners[index];
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof ShardMap other
                && order == other.order
                && shardCount == other.shardCount
                && Arrays.equals(starts, other.starts)
                && Arrays.equals(owners, other.owners);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(starts) + Arrays.hashCode(owners);
    }

    @Override
    public String toString() {
        return "ShardMap[" + starts.length + " ranges over " + shardCount + " shards]";
    }
}
