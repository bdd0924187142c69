package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A logical table, its name as the database folds it, and the columns that Kintsugi fills. */
public record TableDefinition(String name, TableDistribution distribution, Map<String, IdGenerator> generate) {
    public TableDefinition {
        requireNonNull(name, "name");
        requireNonNull(distribution, "distribution");
        generate = generate.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(generate));
    }

    public boolean isSharded() {
        return distribution instanceof TableDistribution.Sharded;
    }

    public boolean isReference() {
        return distribution instanceof TableDistribution.Reference;
    }
}
