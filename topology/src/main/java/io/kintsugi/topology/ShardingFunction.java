package io.kintsugi.topology;

/** Turns a key value into the 64-bit token by which the shard map finds its shard. */
public sealed interface ShardingFunction permits Hash, Range, ListFunction {
    /** The token of a key; SHARDING_KEY_INVALID where this function has none for it. */
    long token(KeyValue value);

    /** How tokens of this function are ordered along the shard map. */
    TokenOrder order();
}
