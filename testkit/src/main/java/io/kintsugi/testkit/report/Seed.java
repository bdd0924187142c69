package io.kintsugi.testkit.report;

import java.security.SecureRandom;

/** Where a test's randomness comes from: {@code -Dkintsugi.seed=N} repeats a run, else a new seed, printed. */
public final class Seed {
    /** Set it to repeat a run. */
    public static final String PROPERTY = "kintsugi.seed";

    private Seed() {}

    /** The seed of {@code what}; prints it, so that a failing run can be repeated. */
    public static long of(String what) {
        String given = System.getProperty(PROPERTY, "");
        long seed = given.isEmpty() ? new SecureRandom().nextInt(Integer.MAX_VALUE) : Long.parseLong(given);
        System.out.println("seed of " + what + ": -D" + PROPERTY + "=" + seed);
        return seed;
    }
}
