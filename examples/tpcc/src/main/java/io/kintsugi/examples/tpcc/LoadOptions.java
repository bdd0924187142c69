package io.kintsugi.examples.tpcc;

import io.kintsugi.examples.tpcc.load.LoadPlan;
import io.kintsugi.examples.tpcc.model.Population;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Option;

/** Options of loading. Filled in by picocli. */
final class LoadOptions {

    @Option(names = "--warehouses", paramLabel = "COUNT", description = "how many warehouses (${DEFAULT-VALUE})")
    private int warehouses = 2;

    @Option(
            names = "--scale",
            paramLabel = "FRACTION",
            description = "shrinks customers, orders and items for tests; other than 1 is not TPC-C (${DEFAULT-VALUE})")
    private double scale = 1;

    @Option(names = "--drop", description = "drop the tables first")
    private boolean drop;

    @Option(
            names = "--load-threads",
            paramLabel = "COUNT",
            description = "warehouses loaded at once at most (${DEFAULT-VALUE})")
    private int threads = 4;

    boolean drop() {
        return drop;
    }

    LoadPlan plan(long seed, Clock clock) {
        LocalDateTime moment = LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        return new LoadPlan(Population.scaled(warehouses, scale), seed, moment, threads);
    }
}
