package io.kintsugi.jdbc.oracle;

import java.util.List;
import java.util.Random;

/** Seeded chance. Confined to one thread. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** From 0 to {@code below}, exclusive. */
    int roll(int below) {
        return random.nextInt(below);
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A seed for something of its own. */
    long seed() {
        return random.nextLong();
    }
}
