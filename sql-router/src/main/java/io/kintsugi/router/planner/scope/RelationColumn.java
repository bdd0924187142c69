package io.kintsugi.router.planner.scope;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.schema.ColumnType;
import java.util.Optional;

/** A column of a relation: its name, and its type where it is known. */
public record RelationColumn(String name, Optional<ColumnType> type) {
    public RelationColumn {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }
}
