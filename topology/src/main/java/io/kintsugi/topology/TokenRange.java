package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;

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

    /** Hash ranges as prefixes in hexadecimal digits, others as numbers; the end is not included. */
    @Override
    public String toString() {
        return order == TokenOrder.UNSIGNED ? prefix(first) + "-" + prefix(last + 1) : numbers();
    }

    private String numbers() {
        String start = first == Long.MIN_VALUE ? "" : Long.toString(first);
        String end = last == Long.MAX_VALUE ? "" : Long.toString(last + 1);
        return start + ".." + end;
    }

    /** As few whole bytes as say it; none for the first token, which is also the one behind the last. */
    private static String prefix(long token) {
        String digits = HexFormat.of().toHexDigits(token);
        int length = digits.length();
        while (length > 0 && digits.startsWith("00", length - 2)) {
            length -= 2;
        }
        return digits.substring(0, length);
    }
}
