package io.kintsugi.node.probe;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The guard row as found, column by column in the table's order; shown to people, never decided upon here. */
public record GuardFacts(Map<String, String> columns) {
    public GuardFacts {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(columns, "columns")));
    }
}
