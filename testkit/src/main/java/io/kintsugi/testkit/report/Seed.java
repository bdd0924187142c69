package io.kintsugi.testkit.report;

import java.security.SecureRandom;

/**
 * Where a test's randomness comes from. The everyday build repeats itself: its seed follows from the test's name. Long
 * runs search: each has a new seed. {@code -Dkintsugi.seed=N} repeats any of them.
 */
public final class Seed {
    /** Set it to repeat a run. */
    public static final String PROPERTY = "kintsugi.seed";

    private Seed() {}

    /** The seed of {@code what}; printed, so that a failing run can be repeated. */
    public static long of(String what) {
        String given = System.getProperty(PROPERTY, "");
        long seed = given.isEmpty() ? unasked(what) : Long.parseLong(given);
        System.out.println("seed of " + what + ": -D" + PROPERTY + "=" + seed);
        return seed;
    }

    private static long unasked(String what) {
        boolean searching = !System.getProperty(Report.FOLDER_PROPERTY, "").isEmpty();
        return searching ? new SecureRandom().nextInt(Integer.MAX_VALUE) : Integer.toUnsignedLong(what.hashCode());
    }
}
