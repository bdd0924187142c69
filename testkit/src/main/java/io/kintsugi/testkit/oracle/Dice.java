package io.kintsugi.testkit.oracle;

import java.util.List;
import java.util.Random;

/** Seeded chance. Confined to one thread. */
public final class Dice {
    private final Random random;

    public Dice(long seed) {
        this.random = new Random(seed);
    }

    public boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** From 0 to {@code below}, exclusive. */
    public int roll(int below) {
        return random.nextInt(below);
    }

    @SafeVarargs
    public final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    public <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A seed for something of its own. */
    public long seed() {
        return random.nextLong();
    }
}
