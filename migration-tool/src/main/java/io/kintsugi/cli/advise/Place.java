package io.kintsugi.cli.advise;

import java.util.Objects;

/**
 * Where a layout puts a table, and why.
 *
 * @param column the sharding key; empty text unless sharded
 */
record Place(Kind kind, String column, String reason) {
    /** The distributions that are proposed. */
    enum Kind {
        SHARDED,
        REFERENCE,
        UNSHARDED
    }

    Place {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(reason, "reason");
    }

    static Place key(String column, String reason) {
        return new Place(Kind.SHARDED, column, reason);
    }

    static Place reference(String reason) {
        return new Place(Kind.REFERENCE, "", reason);
    }

    static Place unsharded(String reason) {
        return new Place(Kind.UNSHARDED, "", reason);
    }

    boolean isSharded() {
        return kind == Kind.SHARDED;
    }

    /** Whether the rows lie in the same places, whatever the reasons. */
    boolean sameAs(Place other) {
        return kind == other.kind && column.equals(other.column);
    }
}
