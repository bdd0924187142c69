package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

/** Tokens from {@code first} to {@code last}, both included, in the given order. */
public record TokenRange(long first, long last, TokenOrder order) {
    public TokenRange {
        requireNonNull(order, "order");
        if (order.place(first) > order.place(last)) {
            throw new IllegalArgumentException("Range starts at " + first + " after its end " + last);
        }
    }

    public boolean contains(long token) {
        long place = order.place(token);
        return order.place(first) <= place && place <= order.place(last);
    }
}
