package io.kintsugi.router.schema;

import java.util.Objects;

/**
 * The type of a column.
 *
 * @param name as {@code format_type} prints it, with modifiers, e.g. {@code numeric(12,2)}
 * @param typeClass what it means to routing and merging; domains count as their base type
 * @param deterministicCollation whether text equality is byte equality; true for types without collation
 * @param byteOrder whether text order is byte order (collation C or POSIX); true for types without collation
 */
public record ColumnType(String name, TypeClass typeClass, boolean deterministicCollation, boolean byteOrder) {
    public ColumnType {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(typeClass, "typeClass");
    }
}
