package io.kintsugi.router.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Types of columns by their DDL spelling, with the enums, domains and collations declared so far. */
final class ColumnTypes implements TypeReader {
    private static final Map<String, TypeClass> CLASSES = Map.ofEntries(
            Map.entry("smallint", TypeClass.INT2),
            Map.entry("integer", TypeClass.INT4),
            Map.entry("bigint", TypeClass.INT8),
            Map.entry("numeric", TypeClass.NUMERIC),
            Map.entry("real", TypeClass.FLOAT4),
            Map.entry("double precision", TypeClass.FLOAT8),
            Map.entry("money", TypeClass.MONEY),
            Map.entry("boolean", TypeClass.BOOLEAN),
            Map.entry("text", TypeClass.TEXT),
            Map.entry("character varying", TypeClass.VARCHAR),
            Map.entry("character", TypeClass.CHAR),
            Map.entry("bpchar", TypeClass.CHAR),
            Map.entry("uuid", TypeClass.UUID),
            Map.entry("date", TypeClass.DATE),
            Map.entry("timestamp without time zone", TypeClass.TIMESTAMP),
            Map.entry("timestamp with time zone", TypeClass.TIMESTAMP_TZ),
            Map.entry("time without time zone", TypeClass.TIME),
            Map.entry("time with time zone", TypeClass.TIME_TZ),
            Map.entry("interval", TypeClass.INTERVAL),
            Map.entry("bytea", TypeClass.BYTEA),
            Map.entry("json", TypeClass.JSON),
            Map.entry("jsonb", TypeClass.JSONB));

    private static final Set<String> BYTE_ORDERED = Set.of("C", "POSIX", "ucs_basic", "pg_c_utf8");

    /** Collations a server brings along: of the operating system, of ICU, of PostgreSQL; all deterministic. */
    private static final Pattern SYSTEM_COLLATION =
            Pattern.compile("default|unicode|pg_unicode_fast|C\\.(UTF-8|utf8)|[a-z]{2,3}([_-][A-Za-z0-9@._-]*)?");

    private final Map<String, ColumnType> domains = new HashMap<>();
    private final Set<String> enums = new HashSet<>();
    private final Set<String> deterministic = new HashSet<>();

    void addEnum(String name) {
        enums.add(name);
    }

    void addDomain(String name, ColumnType base) {
        domains.put(name, base);
    }

    void addDeterministicCollation(String name) {
        deterministic.add(name);
    }

    /** The type as written; a collation that nobody has declared counts as one that compares loosely. */
    ColumnType of(String written, Optional<String> collation) {
        TypeNames.Parts parts = TypeNames.parse(written);
        ColumnType declared = domains.get(parts.base());
        if (declared != null && !parts.array()) {
            return collated(parts.printed(), declared.typeClass(), collation, declared);
        }
        TypeClass typeClass = parts.array() ? TypeClass.ARRAY : classOf(parts);
        return collated(parts.printed(), typeClass, collation, plain(typeClass));
    }

    @Override
    public ColumnType of(String written, Optional<String> characterSet, Optional<String> collation) {
        return of(written, collation);
    }

    @Override
    public Optional<String> pseudoDefault(String written, String table, String column) {
        return TypeNames.parse(written).serial()
                ? Optional.of("nextval('" + table + "_" + column + "_seq'::regclass)")
                : Optional.empty();
    }

    private TypeClass classOf(TypeNames.Parts parts) {
        TypeClass known = parts.builtIn() ? CLASSES.get(parts.base()) : null;
        if (known != null) {
            return known;
        }
        if (parts.builtIn() && parts.base().startsWith("interval ")) {
            return TypeClass.INTERVAL;
        }
        return enums.contains(parts.base()) ? TypeClass.ENUM : TypeClass.OTHER;
    }

    /** The type without COLLATE: text has the database's collation, which is deterministic, its order unknown. */
    private static ColumnType plain(TypeClass typeClass) {
        return switch (typeClass) {
            case TEXT, VARCHAR, CHAR -> new ColumnType("", typeClass, true, false);
            // Nobody knows what an unknown type compares by: citext, ranges over text, composites.
            case ARRAY, OTHER -> new ColumnType("", typeClass, false, false);
            case INT2,
                    INT4,
                    INT8,
                    NUMERIC,
                    FLOAT4,
                    FLOAT8,
                    MONEY,
                    BOOLEAN,
                    UUID,
                    DATE,
                    TIMESTAMP,
                    TIMESTAMP_TZ,
                    TIME,
                    TIME_TZ,
                    INTERVAL,
                    BYTEA,
                    JSON,
                    JSONB,
                    ENUM -> new ColumnType("", typeClass, true, true);
        };
    }

    private ColumnType collated(String name, TypeClass typeClass, Optional<String> collation, ColumnType otherwise) {
        if (collation.isEmpty()) {
            return new ColumnType(name, typeClass, otherwise.deterministicCollation(), otherwise.byteOrder());
        }
        String named = collation.get();
        boolean bytes = BYTE_ORDERED.contains(named);
        boolean exact = bytes
                || deterministic.contains(named)
                || SYSTEM_COLLATION.matcher(named).matches();
        return new ColumnType(name, typeClass, exact, bytes);
    }
}
