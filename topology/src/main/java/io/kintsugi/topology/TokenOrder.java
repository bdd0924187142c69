package io.kintsugi.topology;

/** The order of tokens along a shard map. */
public enum TokenOrder {
    /** From 0 to 2^64 - 1: hash tokens, so that ranges are prefixes of the hash in hexadecimal digits. */
    UNSIGNED(Long.MIN_VALUE),
    /** From -2^63 to 2^63 - 1: tokens that keep the order of the key. */
    SIGNED(0);

    private final long mask;

    TokenOrder(long mask) {
        this.mask = mask;
    }

    /** The token as a number whose signed order is this order; the same again turns it back. */
    long place(long token) {
        return token ^ mask;
    }
}
