package io.kintsugi.cli.advise;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A way to lay out all tables around one root, such as users.
 *
 * @param root the table whose primary key all sharded tables share
 * @param places by table name, the root first
 */
public record Proposal(String root, Map<String, Place> places) {
    /** Spread by a key, whole on every shard, or whole on one. */
    public enum Kind {
        SHARDED,
        REFERENCE,
        UNSHARDED
    }

    /**
     * Where one table goes.
     *
     * @param key the sharding key's column; empty unless sharded
     * @param generated the column that counts up; empty when none does
     * @param reason one sentence
     */
    public record Place(Kind kind, String key, String generated, String reason) {
        public Place {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(generated, "generated");
            Objects.requireNonNull(reason, "reason");
        }
    }

    public Proposal {
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }

    long count(Kind kind) {
        return places.values().stream().filter(place -> place.kind() == kind).count();
    }
}
