package io.kintsugi.cli.advise;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A place for each table. Immutable. */
record Layout(Map<String, Place> places) {
    Layout {
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }

    /** The place of a table that the layout has. */
    Place place(String table) {
        return requireNonNull(places.get(table), table);
    }

    Layout with(String table, Place place) {
        Map<String, Place> changed = new LinkedHashMap<>(places);
        changed.put(table, place);
        return new Layout(changed);
    }

    boolean has(Place.Kind kind) {
        return places.values().stream().anyMatch(place -> place.kind() == kind);
    }
}
