package io.kintsugi.engine.merge;

/** What a merge must know of the columns that the shards return, 0-based. */
public interface ColumnFacts {
    /** How partial sums in the column add up; UNSUPPORTED_CROSS_SHARD_QUERY where they do not. */
    SumKind sumKind(int column);

    /** The type of a value. */
    ValueType type(int column);

    /** Digits after the point. */
    int scale(int column);
}
