package io.kintsugi.examples.tpcc.run;

import io.kintsugi.examples.tpcc.transaction.TransactionType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Everything one terminal counts. Confined to its thread until the thread has ended; then tallies are added up. */
final class Tally {

    private static final int ERROR_SAMPLES_MAX = 10;

    private final Map<TransactionType, TypeCounts> counts = new EnumMap<>(TransactionType.class);
    private final Map<String, Long> errorSamples = new TreeMap<>();
    private long crossedWarehouses;
    private long crossedShards;
    private boolean shardsTold;
    private long skippedDistricts;

    Tally() {
        for (TransactionType type : TransactionType.values()) {
            counts.put(type, new TypeCounts());
        }
    }

    TypeCounts of(TransactionType type) {
        TypeCounts found = counts.get(type);
        if (found == null) {
            throw new IllegalStateException("no counts of " + type);
        }
        return found;
    }

    void crossedWarehouses() {
        crossedWarehouses++;
    }

    void wroteShards(OptionalInt shards) {
        shardsTold |= shards.isPresent();
        crossedShards += shards.orElse(1) > 1 ? 1 : 0;
    }

    void skippedDistricts(int districts) {
        skippedDistricts += districts;
    }

    void failed(TransactionType type, SQLException failure) {
        of(type).failed();
        sample(failure.getSQLState() + ": " + failure.getMessage(), 1);
    }

    void add(Tally other) {
        counts.forEach((type, mine) -> mine.add(other.of(type)));
        other.errorSamples.forEach(this::sample);
        crossedWarehouses += other.crossedWarehouses;
        crossedShards += other.crossedShards;
        shardsTold |= other.shardsTold;
        skippedDistricts += other.skippedDistricts;
    }

    RunSummary summary(int terminals, Duration elapsed) {
        Map<TransactionType, TypeSummary> types = new EnumMap<>(TransactionType.class);
        counts.forEach((type, mine) -> types.put(type, mine.summary()));
        OptionalInt told = shardsTold ? OptionalInt.of(Math.toIntExact(crossedShards)) : OptionalInt.empty();
        return new RunSummary(terminals, elapsed, types, crossedWarehouses, told, skippedDistricts, errorSamples);
    }

    /** Keeps a bounded number of different messages; the counts by type keep all. */
    private void sample(String message, long times) {
        if (errorSamples.containsKey(message) || errorSamples.size() < ERROR_SAMPLES_MAX) {
            errorSamples.merge(message, times, Long::sum);
        }
    }
}
