package io.kintsugi.router.oracle;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values in scope while a condition is evaluated, by {@code alias.column}. Immutable; an absent name is NULL. */
record Row(Map<String, @Nullable Long> values) {
    static final Row EMPTY = new Row(Map.of());

    @Nullable
    Long value(String qualifiedColumn) {
        return values.get(qualifiedColumn);
    }

    Row with(Row other) {
        Map<String, @Nullable Long> both = new HashMap<>(values);
        both.putAll(other.values);
        return new Row(both);
    }
}
