package io.kintsugi.jdbc;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An array made by the application, not yet of any server: each shard makes its own of it when it is bound, since type
 * numbers differ between servers. Confined to one thread at a time.
 */
final class ArrayValue implements Array {
    private static final Set<String> COMMON_TYPES = Set.of(
            "bool",
            "int2",
            "int4",
            "int8",
            "float4",
            "float8",
            "numeric",
            "text",
            "varchar",
            "uuid",
            "bytea",
            "date",
            "time",
            "timestamp",
            "timestamptz",
            "json",
            "jsonb",
            "integer",
            "bigint",
            "boolean");

    private final KintsugiConnection connection;
    private final String typeName;
    private @Nullable Object elements;

    ArrayValue(KintsugiConnection connection, String typeName, Object elements) {
        this.connection = connection;
        this.typeName = Objects.requireNonNull(typeName, "typeName");
        this.elements = elements;
    }

    /** With its own copy of the elements. A type that is not one of the common ones is looked up in the catalog at once. */
    static ArrayValue of(KintsugiConnection connection, String typeName, @Nullable Object[] elements)
            throws SQLException {
        Object copy = Objects.requireNonNull(Snapshots.of(elements), "elements");
        ArrayValue value = new ArrayValue(connection, typeName, copy);
        if (!COMMON_TYPES.contains(typeName)) {
            connection.onCatalog(value::on);
        }
        return value;
    }

    /** The value as the connection of {@code target} needs it. */
    static @Nullable Object nativeFor(PreparedStatement target, @Nullable Object value) throws SQLException {
        return value instanceof ArrayValue array ? array.on(target.getConnection()) : value;
    }

    private Array on(java.sql.Connection target) throws SQLException {
        return target.createArrayOf(typeName, (Object[]) elements());
    }

    private Object elements() throws SQLException {
        Object now = elements;
        if (now == null) {
            throw Errors.closed("array");
        }
        return now;
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        elements();
        return typeName;
    }

    @Override
    public int getBaseType() throws SQLException {
        return connection.onCatalog(catalog -> on(catalog).getBaseType());
    }

    @Override
    public Object getArray() throws SQLException {
        return connection.onCatalog(catalog -> on(catalog).getArray());
    }

    @Override
    public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
        requireNoMap(map);
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        return connection.onCatalog(catalog -> on(catalog).getArray(index, count));
    }

    @Override
    public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        requireNoMap(map);
        return getArray(index, count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return connection.catalogRows(catalog -> on(catalog).getResultSet());
    }

    @Override
    public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
        requireNoMap(map);
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        return connection.catalogRows(catalog -> on(catalog).getResultSet(index, count));
    }

    @Override
    public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        requireNoMap(map);
        return getResultSet(index, count);
    }

    private static void requireNoMap(@Nullable Map<String, Class<?>> map) throws SQLException {
        if (map != null && !map.isEmpty()) {
            throw Errors.unsupported("Arrays cannot be read through a type map.", "Leave the map out.");
        }
    }

    @Override
    public void free() {
        elements = null;
    }

    @Override
    public String toString() {
        return typeName + "[]"
                + (elements instanceof Object[] values ? java.util.Arrays.deepToString(values) : " (freed)");
    }
}
