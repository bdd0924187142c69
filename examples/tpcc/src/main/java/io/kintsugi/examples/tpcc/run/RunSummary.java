package io.kintsugi.examples.tpcc.run;

import io.kintsugi.examples.tpcc.transaction.TransactionType;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The numbers of a finished run. {@code crossedShards} is empty when the driver does not tell; {@code errorSamples}
 * maps some of the messages to how often they came.
 */
public record RunSummary(
        int terminals,
        Duration elapsed,
        Map<TransactionType, TypeSummary> types,
        long crossedWarehouses,
        OptionalInt crossedShards,
        long skippedDistricts,
        Map<String, Long> errorSamples) {

    public RunSummary {
        types = Map.copyOf(types);
        errorSamples = Map.copyOf(errorSamples);
    }

    public TypeSummary of(TransactionType type) {
        TypeSummary found = types.get(type);
        if (found == null) {
            throw new IllegalStateException("no summary of " + type);
        }
        return found;
    }

    public long completed() {
        return types.values().stream().mapToLong(TypeSummary::completed).sum();
    }

    public long errors() {
        return types.values().stream().mapToLong(TypeSummary::errors).sum();
    }

    public double perMinute(long count) {
        return elapsed.isZero() ? 0 : count * 60e9 / elapsed.toNanos();
    }

    /** Committed New-Order transactions a minute. */
    public double newOrdersPerMinute() {
        return perMinute(of(TransactionType.NEW_ORDER).committed());
    }
}
