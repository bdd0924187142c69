package io.kintsugi.examples.tpcc.run;

import java.time.Duration;

/**
 * How to run: for how long, with how many terminals (threads and connections), the seed, the waits of people, how often
 * one transaction is tried at most, and how many failed transactions end the run early.
 */
public record RunPlan(Duration duration, int terminals, long seed, Pacing pacing, int attemptsMax, int errorsMax) {

    public RunPlan {
        if (terminals < 1) {
            throw new IllegalArgumentException("terminals must be at least 1, not " + terminals);
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("the duration must be positive, not " + duration);
        }
    }
}
