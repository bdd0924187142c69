package io.kintsugi.jdbc.oracle;

import java.util.List;
import java.util.Locale;

/** Constants as they may be written in PostgreSQL. */
final class PostgresLiterals {
    private PostgresLiterals() {}

    static List<String> of(Column column) {
        return switch (column.kind()) {
            case FLOAT -> List.of("1.5", "0", "'NaN'", "-2.25");
            case BOOLEAN -> List.of("true", "false", "'t'", "(1 = 1)");
            case DATE -> List.of("'2024-01-01'", "date '2024-02-29'", "'infinity'", "'1999-12-31'::date");
            case TIMESTAMP -> List.of("'2024-01-01'", "timestamp '1970-01-01 00:00'");
            case INTEGER, NUMERIC, TEXT, UUID, OTHER, OPAQUE -> others(column.name());
        };
    }

    private static List<String> others(String name) {
        return switch (name) {
            case "f8" -> List.of("0", "'NaN'", "0.1", "1e308", "-0.0");
            case "ch" -> List.of("'a'", "'a  '", "'b'", "'ab'");
            case "tsz" -> List.of("'2024-01-01'", "timestamptz '2024-03-31 02:30:00+02'", "'2024-03-31 08:00'");
            case "tm" -> List.of("'12:00'", "time '24:00'");
            case "iv" -> List.of("'30 days'", "interval '1 mon'");
            case "ba" -> List.of("'\\x00'", "'\\xff'::bytea");
            case "jb" -> List.of("'1'", "'1.00'", "'null'::jsonb");
            case "ia" -> List.of("'{1,2}'", "ARRAY[2]", "'{}'");
            case "mood" -> List.of("'ok'", "'happy'::mood");
            default -> List.of("NULL");
        };
    }

    static List<String> integers() {
        return List.of(
                "'%d'",
                "%d::bigint",
                "CAST(%d AS bigint)",
                "%d.0",
                "%d.00",
                "%d.0",
                "%d.5",
                "+%d",
                "- -%d",
                "-%d",
                "bigint '%d'",
                "int8 '%d'",
                "' %d '",
                "'0%d'",
                "%d::int",
                "%d::smallint",
                "%d::numeric",
                "'%d'::bigint",
                "'%d'::int",
                "%de0",
                "0%d",
                "(%d)",
                "%d + 0",
                "(SELECT %d)",
                "coalesce(%d, 1)",
                "%d::text::bigint",
                "'+%d'",
                "abs(%d)",
                "0x%x",
                "%d::numeric(3,1)",
                "%d.4::numeric(3,0)",
                "CAST('%d.4' AS numeric(4,0))",
                "'%d'::numeric",
                "U&'%d'",
                "E'%d'",
                "$$%d$$",
                "%d::float8",
                "%d.",
                "int4(%d)",
                "CASE WHEN true THEN %d END",
                "NULL",
                "%d::bigint::bigint",
                "'%d'::text::bigint",
                "greatest(%d, 0)");
    }

    static List<String> negatives() {
        return List.of("-5", "-5", "'-5'", "- 5", "(-5)", "CAST(-5 AS bigint)", "-5.0", "-(5)", "'-5'::bigint");
    }

    static List<String> texts(boolean backslash) {
        return List.of(
                "%s::text",
                "CAST(%s AS varchar)",
                "%s::varchar(3)",
                "CAST(%s AS varchar(3))",
                "%s::char(3)",
                // Each is the key that the table has.
                "'key-17'::varchar(3)",
                "CAST('key-2' AS varchar(3))",
                "'keys'::character varying(3)",
                "'key-18'::varchar(3)",
                "text %s",
                "%s::char(8)",
                "%s COLLATE \"C\"",
                !backslash ? "E%s" : "%s",
                "%s || ''",
                "lower(%s)",
                "(SELECT %s)",
                !backslash ? "U&%s" : "%s",
                "%s::bpchar",
                "%s::name",
                "varchar %s",
                "(%s)",
                "NULL",
                "trim(%s)",
                "%s::varchar",
                "%s::char",
                "%s\n''");
    }

    static List<String> uuids(String quoted) {
        String plain = quoted.substring(1, quoted.length() - 1);
        return List.of(
                quoted + "::uuid",
                "uuid " + quoted,
                "'" + plain.toUpperCase(Locale.ROOT) + "'",
                "'{" + plain + "}'",
                "'" + plain.replace("-", "") + "'",
                "CAST(" + quoted + " AS uuid)",
                quoted + "::text::uuid",
                "' " + plain + "'",
                "NULL");
    }
}
