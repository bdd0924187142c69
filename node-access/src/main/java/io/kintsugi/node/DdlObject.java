package io.kintsugi.node;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that a schema change names: a table or view, a routine, a trigger, a database.
 *
 * @param database empty: the default database of the connection; ignored for a database
 */
public record DdlObject(Kind kind, Optional<String> database, String name) {
    /** What it is; a view is looked at as a table. */
    public enum Kind {
        TABLE,
        PROCEDURE,
        FUNCTION,
        TRIGGER,
        EVENT,
        DATABASE
    }

    public DdlObject {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(name, "name");
    }

    /** A table or view of the default database. */
    public static DdlObject table(String name) {
        return new DdlObject(Kind.TABLE, Optional.empty(), name);
    }
}
