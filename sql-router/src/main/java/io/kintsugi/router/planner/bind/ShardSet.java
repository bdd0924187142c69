package io.kintsugi.router.planner.bind;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The shards of a keyspace that can hold rows which matter, by ordinal. {@link #UNKNOWN} restricts nothing either, but
 * says that a comparison with the key was there and could not be read. Immutable.
 */
public final class ShardSet {
    /** No restriction. */
    public static final ShardSet ALL = new ShardSet(null, -1);
    /** No restriction, because a key value could not be shown to equal any stored form. */
    public static final ShardSet UNKNOWN = new ShardSet(null, -1);
    /** Provably no row. */
    public static final ShardSet NONE = new ShardSet(new BitSet(), -1);

    private static final int CACHED = 256;
    private static final ShardSet[] SINGLES =
            IntStream.range(0, CACHED).mapToObj(i -> new ShardSet(null, i)).toArray(ShardSet[]::new);

    private final @Nullable BitSet bits;
    private final int single;

    private ShardSet(@Nullable BitSet bits, int single) {
        this.bits = bits;
        this.single = single;
    }

    public static ShardSet of(int shard) {
        return shard < CACHED ? SINGLES[shard] : new ShardSet(null, shard);
    }

    /** These shards; the set must not be changed afterwards. */
    public static ShardSet of(BitSet shards) {
        if (shards.isEmpty()) {
            return NONE;
        }
        return shards.cardinality() == 1 ? of(shards.nextSetBit(0)) : new ShardSet(shards, -1);
    }

    /** Whether nothing is restricted. */
    public boolean isUnrestricted() {
        return bits == null && single < 0;
    }

    public boolean isNone() {
        return this.equals(NONE);
    }

    public boolean isSingle() {
        return single >= 0;
    }

    /** The one shard of a {@link #isSingle() single} set. */
    public int single() {
        if (single < 0) {
            throw new IllegalStateException("not a single shard: " + this);
        }
        return single;
    }

    /** Rows must be in both sets. */
    public ShardSet intersect(ShardSet other) {
        if (isUnrestricted()) {
            return other.isUnrestricted() && this.equals(UNKNOWN) ? this : other;
        }
        if (other.isUnrestricted()) {
            return this;
        }
        BitSet both = toBits();
        both.and(other.toBits());
        return of(both);
    }

    /** Rows may be in either set. */
    public ShardSet union(ShardSet other) {
        if (isUnrestricted() || other.isUnrestricted()) {
            return this.equals(UNKNOWN) || other.equals(UNKNOWN) ? UNKNOWN : ALL;
        }
        if (isSingle() && other.isSingle() && single == other.single) {
            return this;
        }
        BitSet either = toBits();
        either.or(other.toBits());
        return of(either);
    }

    /** The ordinals, ascending. */
    public int[] ordinals(int shardCount) {
        return isUnrestricted()
                ? IntStream.range(0, shardCount).toArray()
                : toBits().stream().toArray();
    }

    private BitSet toBits() {
        if (bits != null) {
            return (BitSet) bits.clone();
        }
        BitSet one = new BitSet();
        one.set(single);
        return one;
    }

    @Override
    public String toString() {
        return isUnrestricted() ? "all" : toBits().toString();
    }
}
