package io.kintsugi.router.planner.scope;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.schema.ColumnType;
import java.util.Optional;

/**
 * A column of a relation: its name, and its type where it is known.
 *
 * @param invisible whether it is left out where no names are written, as by a star
 */
public record RelationColumn(String name, Optional<ColumnType> type, boolean invisible) {
    /** No name in a statement holds it. */
    private static final char NAMELESS = '\u0000';

    /** A column that stars stand for too. */
    RelationColumn(String name, Optional<ColumnType> type) {
        this(name, type, false);
    }

    public RelationColumn {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }

    /** The same column where others have its name too, so that no name means it. */
    RelationColumn nameless(int position) {
        return new RelationColumn(name + NAMELESS + position, type);
    }

    /** Whether a name in a statement can mean a column of this name. */
    public static boolean isNameless(String name) {
        return name.indexOf(NAMELESS) >= 0;
    }

    /** What the column is called in results, whether or not others are called so too. */
    String label() {
        return isNameless(name) ? name.substring(0, name.indexOf(NAMELESS)) : name;
    }
}
