package io.kintsugi.router.plan;

import io.kintsugi.topology.IdGenerator;
import java.util.Objects;

/**
 * Ids an INSERT needs before it can be bound: {@code count} consecutive values for {@code table.column}.
 */
public record IdDemand(String table, String column, IdGenerator generator, int count) {
    public IdDemand {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(generator, "generator");
    }
}
