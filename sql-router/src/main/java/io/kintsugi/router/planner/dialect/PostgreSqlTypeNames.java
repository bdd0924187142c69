package io.kintsugi.router.planner.dialect;

import static java.util.Map.entry;

import io.kintsugi.router.schema.TypeClass;
import java.util.Map;
import java.util.Optional;

/** The built-in type names as they can be written, lower case and single-spaced. */
public final class PostgreSqlTypeNames {
    private static final Map<String, TypeClass> NAMES = Map.ofEntries(
            entry("smallint", TypeClass.INT2),
            entry("int2", TypeClass.INT2),
            entry("int", TypeClass.INT4),
            entry("int4", TypeClass.INT4),
            entry("integer", TypeClass.INT4),
            entry("bigint", TypeClass.INT8),
            entry("int8", TypeClass.INT8),
            entry("numeric", TypeClass.NUMERIC),
            entry("decimal", TypeClass.NUMERIC),
            entry("dec", TypeClass.NUMERIC),
            entry("real", TypeClass.FLOAT4),
            entry("float4", TypeClass.FLOAT4),
            entry("float", TypeClass.FLOAT8),
            entry("float8", TypeClass.FLOAT8),
            entry("double precision", TypeClass.FLOAT8),
            entry("boolean", TypeClass.BOOLEAN),
            entry("bool", TypeClass.BOOLEAN),
            entry("text", TypeClass.TEXT),
            entry("varchar", TypeClass.VARCHAR),
            entry("character varying", TypeClass.VARCHAR),
            entry("uuid", TypeClass.UUID),
            entry("date", TypeClass.DATE),
            entry("timestamp", TypeClass.TIMESTAMP),
            entry("timestamp without time zone", TypeClass.TIMESTAMP),
            entry("timestamptz", TypeClass.TIMESTAMP_TZ),
            entry("timestamp with time zone", TypeClass.TIMESTAMP_TZ),
            entry("time", TypeClass.TIME),
            entry("time without time zone", TypeClass.TIME),
            entry("bytea", TypeClass.BYTEA));

    private static final String SYSTEM_PREFIX = "pg_catalog . ";

    private PostgreSqlTypeNames() {}

    /** The class of a type written without modifiers; empty for any other. */
    public static Optional<TypeClass> unmodified(String text) {
        String name = text.startsWith(SYSTEM_PREFIX) ? text.substring(SYSTEM_PREFIX.length()) : text;
        return Optional.ofNullable(NAMES.get(name));
    }

    /** The class of a type whatever its modifiers; they change values, not how values compare. */
    static Optional<TypeClass> any(String text) {
        int open = text.indexOf('(');
        int close = text.indexOf(')');
        if (open < 0 || close < open) {
            return unmodified(text);
        }
        return unmodified((text.substring(0, open).trim() + " "
                        + text.substring(close + 1).trim())
                .trim());
    }
}
