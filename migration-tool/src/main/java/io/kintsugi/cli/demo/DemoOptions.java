package io.kintsugi.cli.demo;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.topology.Dialect;
import java.util.stream.Stream;

/** The bounds of the demo's numbers. */
final class DemoOptions {
    private static final int WORKLOAD_SECONDS_MAX = 3_600;
    private static final int USERS_MAX = 1_000_000;

    private DemoOptions() {}

    static void check(int workloadSeconds, int users) {
        require("--workload-seconds", workloadSeconds, WORKLOAD_SECONDS_MAX);
        require("--users", users, USERS_MAX);
    }

    static Dialect dialect(String label) {
        return Stream.of(Dialect.values())
                .filter(dialect -> dialect.label().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new CliException(ExitCode.USAGE, "--dialect is '" + label + "'.", "Give postgresql or mysql."));
    }

    private static void require(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw new CliException(
                    ExitCode.USAGE, option + " is " + value + ".", "Give a number from 1 to " + max + ".");
        }
    }
}
