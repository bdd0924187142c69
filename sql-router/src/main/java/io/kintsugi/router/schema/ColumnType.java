package io.kintsugi.router.schema;

import io.kintsugi.topology.KeyRule;
import java.util.Objects;
import java.util.Optional;

/**
 * The type of a column.
 *
 * @param name as {@code format_type} prints it, with modifiers, e.g. {@code numeric(12,2)}; in MySQL as
 *     {@code COLUMN_TYPE} of its information schema, e.g. {@code bigint unsigned}
 * @param typeClass what it means to routing and merging; domains count as their base type
 * @param deterministicCollation whether text equality is byte equality; true for types without collation
 * @param byteOrder whether text order is byte order (collation C or POSIX); true for types without collation
 * @param mySql what only types of MySQL have; empty for those of PostgreSQL
 */
public record ColumnType(
        String name,
        TypeClass typeClass,
        boolean deterministicCollation,
        boolean byteOrder,
        Optional<MySqlType> mySql) {
    public ColumnType {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(typeClass, "typeClass");
        Objects.requireNonNull(mySql, "mySql");
    }

    /** A type of PostgreSQL. */
    public ColumnType(String name, TypeClass typeClass, boolean deterministicCollation, boolean byteOrder) {
        this(name, typeClass, deterministicCollation, byteOrder, Optional.empty());
    }

    /** How a column of this type is hashed; empty when it cannot be a sharding key. */
    public Optional<KeyRule> keyRule() {
        return mySql.isPresent()
                ? mySql.get().keyRule()
                : typeClass.keyType().filter(key -> deterministicCollation).map(KeyRule::postgreSql);
    }
}
