package io.kintsugi.examples.tpcc.model;

import java.math.BigDecimal;
import java.util.SplittableRandom;

/**
 * A seeded source of the specification's random values (clause 4.3.2). Confined to one thread. The stream depends on
 * the seed and the purpose only, never on other streams, so threads cannot change what is drawn.
 */
public final class Randomness {

    private static final String LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String LETTERS = LETTERS_AND_DIGITS.substring(26, 52);
    private static final String DIGITS = LETTERS_AND_DIGITS.substring(52);

    private final SplittableRandom random;

    public Randomness(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The stream of a named purpose and a number, such as the stock of warehouse 7. */
    public static Randomness of(long seed, String purpose, long number) {
        long mixed = 31 * (31 * seed + purpose.hashCode()) + number;
        return new Randomness(new SplittableRandom(mixed).nextLong());
    }

    /** Uniform in {@code [least, most]}, both included. */
    public int uniform(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Uniform in {@code [least, most]}, a decimal with {@code scale} digits; the bounds count its last digit. */
    public BigDecimal decimal(int least, int most, int scale) {
        return BigDecimal.valueOf(uniform(least, most), scale);
    }

    /** Uniform in {@code [0, 1)}. */
    public double fraction() {
        return random.nextDouble();
    }

    public boolean percent(int chance) {
        return uniform(1, 100) <= chance;
    }

    /** Any number of {@code [1, most]} but {@code excluded}; there must be one. */
    public int otherThan(int excluded, int most) {
        int drawn = uniform(1, most - 1);
        return drawn < excluded ? drawn : drawn + 1;
    }

    /** A string of random letters and digits: the specification's a-string. */
    public String text(int shortest, int longest) {
        return string(LETTERS_AND_DIGITS, shortest, longest);
    }

    public String letters(int length) {
        return string(LETTERS, length, length);
    }

    /** A string of random digits: the specification's n-string. */
    public String digits(int length) {
        return string(DIGITS, length, length);
    }

    /** Four random digits and the constant 11111 (clause 4.3.2.7). */
    public String zip() {
        return digits(4) + "11111";
    }

    /** The numbers 1 to {@code count} in random order. */
    public int[] permutation(int count) {
        int[] numbers = new int[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = index + 1;
        }
        shuffle(numbers);
        return numbers;
    }

    private void shuffle(int[] numbers) {
        for (int last = numbers.length - 1; last > 0; last--) {
            int chosen = uniform(0, last);
            int moved = numbers[last];
            numbers[last] = numbers[chosen];
            numbers[chosen] = moved;
        }
    }

    private String string(String alphabet, int shortest, int longest) {
        int length = uniform(shortest, longest);
        StringBuilder result = new StringBuilder(length);
        for (int position = 0; position < length; position++) {
            result.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return result.toString();
    }
}
