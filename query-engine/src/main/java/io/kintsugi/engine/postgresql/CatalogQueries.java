package io.kintsugi.engine.postgresql;

/** What is asked of the catalog's system tables. */
final class CatalogQueries {
    /** Everything but the system's schemas, Kintsugi's own, and other sessions' temporary tables. */
    private static final String OURS = """
             namespace.nspname NOT IN ('pg_catalog', 'information_schema', 'kintsugi')
            AND namespace.nspname !~ '^pg_(toast|temp)'
            """;

    /** Views are shown with no search path: so every name in them has its schema, whoever reads it. */
    static final String TABLES = """
            WITH nowhere AS MATERIALIZED (SELECT set_config('search_path', '', true))
            SELECT relation.oid, namespace.nspname, relation.relname, relation.relrowsecurity,
                EXISTS (SELECT FROM pg_trigger AS trigger WHERE trigger.tgrelid = relation.oid AND NOT trigger.tgisinternal),
                CASE WHEN relation.relkind IN ('v', 'm') THEN pg_get_viewdef(relation.oid) END
            FROM nowhere CROSS JOIN
                pg_class AS relation JOIN pg_namespace AS namespace ON namespace.oid = relation.relnamespace
            WHERE relation.relkind IN ('r', 'p', 'v', 'm', 'f') AND """ + OURS;

    /**
     * Columns with their base types. Rows of pg_database and pg_collation are read as JSON, because the name of the
     * column that holds the locale depends on the server's version.
     */
    static final String COLUMNS = """
            WITH RECURSIVE base AS (
                SELECT type.oid AS declared, type.oid, type.typbasetype FROM pg_type AS type
                UNION ALL
                SELECT base.declared, type.oid, type.typbasetype
                FROM base JOIN pg_type AS type ON type.oid = base.typbasetype WHERE base.typbasetype <> 0),
            here AS (
                SELECT datlocprovider::text AS provider, pg_encoding_to_char(encoding) = 'UTF8' AS utf8,
                    CASE datlocprovider WHEN 'c' THEN datcollate
                        ELSE coalesce(to_jsonb(pg_database) ->> 'datlocale', to_jsonb(pg_database) ->> 'daticulocale') END
                        AS locale
                FROM pg_database WHERE datname = current_database()),
            collated AS (
                SELECT pg_collation.oid, collisdeterministic AS deterministic, here.utf8,
                    CASE collprovider WHEN 'd' THEN here.provider ELSE collprovider::text END AS provider,
                    CASE collprovider WHEN 'd' THEN here.locale WHEN 'c' THEN collcollate
                        ELSE coalesce(to_jsonb(pg_collation) ->> 'colllocale', to_jsonb(pg_collation) ->> 'colliculocale') END
                        AS locale
                FROM pg_collation, here)
            SELECT attribute.attrelid, attribute.attname, format_type(attribute.atttypid, attribute.atttypmod),
                type.typname, type.typtype, type.typcategory, type_space.nspname = 'pg_catalog',
                coalesce(collated.deterministic, true),
                attribute.attcollation = 0 OR (collated.utf8 AND (
                    (collated.provider = 'c' AND collated.locale IN ('C', 'POSIX')) OR collated.provider = 'b')),
                attribute.attnotnull, pg_get_expr(default_value.adbin, default_value.adrelid),
                attribute.attidentity, attribute.attgenerated
            FROM pg_attribute AS attribute
            JOIN pg_class AS relation ON relation.oid = attribute.attrelid
            JOIN pg_namespace AS namespace ON namespace.oid = relation.relnamespace
            JOIN base ON base.declared = attribute.atttypid AND base.typbasetype = 0
            JOIN pg_type AS type ON type.oid = base.oid
            JOIN pg_namespace AS type_space ON type_space.oid = type.typnamespace
            LEFT JOIN collated ON collated.oid = attribute.attcollation
            LEFT JOIN pg_attrdef AS default_value
                ON default_value.adrelid = attribute.attrelid AND default_value.adnum = attribute.attnum
            WHERE attribute.attnum > 0 AND NOT attribute.attisdropped
            AND relation.relkind IN ('r', 'p', 'v', 'm', 'f') AND """ + OURS + " ORDER BY attribute.attrelid, attribute.attnum";

    /** Unique over all rows and over plain columns, the primary key first. */
    static final String UNIQUE_KEYS = """
            SELECT index.indrelid, array_agg(attribute.attname::text ORDER BY part.ordinal)
            FROM pg_index AS index
            JOIN pg_class AS relation ON relation.oid = index.indrelid
            JOIN pg_namespace AS namespace ON namespace.oid = relation.relnamespace
            CROSS JOIN LATERAL unnest(index.indkey::int2[]) WITH ORDINALITY AS part (number, ordinal)
            JOIN pg_attribute AS attribute ON attribute.attrelid = index.indrelid AND attribute.attnum = part.number
            WHERE index.indisunique AND index.indpred IS NULL AND index.indexprs IS NULL
            AND part.ordinal <= index.indnkeyatts AND """
            + OURS
            + " GROUP BY index.indrelid, index.indexrelid, index.indisprimary"
            + " ORDER BY index.indrelid, index.indisprimary DESC, index.indexrelid";

    /** Of all overloads of a name the most careful answer. Letters of volatility happen to sort from i over s to v. */
    static final String FUNCTIONS = """
            SELECT function.proname, bool_or(namespace.nspname NOT IN ('pg_catalog', 'information_schema')),
                bool_or(function.prokind = 'a'), bool_or(function.prokind = 'w'), max(function.provolatile::text)
            FROM pg_proc AS function JOIN pg_namespace AS namespace ON namespace.oid = function.pronamespace
            WHERE namespace.nspname <> 'kintsugi' GROUP BY function.proname""";

    /**
     * Operators that could be preferred to a built-in one. One between types of an extension, such as citext, never is:
     * a value of a built-in type does not fit it better.
     */
    static final String OPERATORS = """
            SELECT DISTINCT operator.oprname
            FROM pg_operator AS operator JOIN pg_namespace AS namespace ON namespace.oid = operator.oprnamespace
            WHERE namespace.nspname NOT IN ('pg_catalog', 'information_schema', 'kintsugi') AND EXISTS (
                SELECT FROM pg_type AS type WHERE type.oid IN (operator.oprleft, operator.oprright)
                    AND type.typnamespace = 'pg_catalog'::regnamespace)""";

    private CatalogQueries() {}
}
