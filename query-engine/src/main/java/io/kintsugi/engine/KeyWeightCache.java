package io.kintsugi.engine;

import io.kintsugi.engine.catalog.SchemaCache;
import io.kintsugi.engine.dialect.PreludeRules;
import io.kintsugi.router.plan.WeightDemand;
import io.kintsugi.topology.KeyWeights;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the catalog has said of the weights of texts, bounded; those asked for longest ago go first. Thread-safe. */
final class KeyWeightCache {
    private static final float LOAD = 0.75f;

    /** Longer texts are no keys that come again, and thousands of them would fill the memory. */
    private static final int TEXT_LENGTH_MAX = 1_000;

    private final PreludeRules rules;
    private final Map<WeightDemand, byte[]> known;

    KeyWeightCache(PreludeRules rules, int most) {
        this.rules = rules;
        this.known = Collections.synchronizedMap(new LinkedHashMap<>(16, LOAD, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<WeightDemand, byte[]> eldest) {
                return size() > most;
            }
        });
    }

    private void remember(WeightDemand demand, byte[] weight) {
        if (demand.text().length() <= TEXT_LENGTH_MAX) {
            known.put(demand, weight);
        }
    }

    /** Runs something on a connection to the catalog. */
    @FunctionalInterface
    interface Catalog {
        byte[] with(SchemaCache.Work<byte[]> work) throws SQLException;
    }

    /** The weights demanded, asked for where nobody has before. */
    KeyWeights weights(List<WeightDemand> demands, Catalog catalog) throws SQLException {
        if (demands.isEmpty()) {
            return KeyWeights.NONE;
        }
        Map<WeightDemand, byte[]> answers = new LinkedHashMap<>();
        for (WeightDemand demand : demands) {
            byte[] weight = known.get(demand);
            if (weight == null) {
                weight = catalog.with(connection ->
                        rules.weight(connection, demand.collation().name(), demand.text()));
                remember(demand, weight);
            }
            answers.put(demand, weight);
        }
        return (collation, text) -> Optional.ofNullable(answers.get(new WeightDemand(collation, text)));
    }
}
