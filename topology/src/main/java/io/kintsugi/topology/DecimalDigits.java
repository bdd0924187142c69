package io.kintsugi.topology;

/** Writes a long as decimal ASCII, right-aligned, without allocating. */
final class DecimalDigits {
    private DecimalDigits() {}

    /** The digits alone. */
    static byte[] of(long value) {
        byte[] digits = new byte[length(value)];
        write(value, digits);
        return digits;
    }

    private static int length(long value) {
        int length = value < 0 ? 2 : 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            length++;
        }
        return length;
    }

    /** Fills the end of {@code target}, which has room for 20 bytes, and returns where the digits start. */
    static int write(long value, byte[] target) {
        int position = target.length;
        // Negative numbers reach further than positive ones, so the digits are taken from the negative.
        long rest = value < 0 ? value : -value;
        do {
            position--;
            target[position] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            position--;
            target[position] = '-';
        }
        return position;
    }
}
