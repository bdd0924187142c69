package io.kintsugi.examples.tpcc;

import io.kintsugi.examples.tpcc.run.Pacing;
import io.kintsugi.examples.tpcc.run.RunPlan;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options of running. Filled in by picocli. */
final class RunOptions {

    @ArgGroup
    private Length length = new Length();

    @Option(
            names = "--terminals",
            paramLabel = "COUNT",
            description = "threads, each with a connection; ten a warehouse in the specification (${DEFAULT-VALUE})")
    private int terminals = 10;

    @Option(names = "--pacing", description = "keep the specification's keying and think times")
    private boolean paced;

    @Option(
            names = "--attempts",
            paramLabel = "COUNT",
            description = "tries of one transaction at most, when the database asks for a retry (${DEFAULT-VALUE})")
    private int attemptsMax = 20;

    @Option(
            names = "--errors-max",
            paramLabel = "COUNT",
            description = "failed transactions that end the run early (${DEFAULT-VALUE})")
    private int errorsMax = 100;

    @Option(names = "--no-check", description = "do not check the consistency conditions afterwards")
    private boolean unchecked;

    boolean paced() {
        return paced;
    }

    boolean checked() {
        return !unchecked;
    }

    RunPlan plan(long seed) {
        Pacing pacing = paced ? Pacing.SPECIFIED : Pacing.NONE;
        return new RunPlan(length.duration(), terminals, seed, pacing, attemptsMax, errorsMax);
    }

    /** One of two units; a minute if none is given. */
    static final class Length {

        @Option(names = "--minutes", paramLabel = "COUNT", description = "how long (1)")
        private long minutes;

        @Option(names = "--seconds", paramLabel = "COUNT", description = "how long")
        private long seconds;

        Duration duration() {
            Duration given = Duration.ofMinutes(minutes).plusSeconds(seconds);
            return given.isZero() ? Duration.ofMinutes(1) : given;
        }
    }
}
