package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Marks;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.List;
import java.util.UUID;

/** Constants, as literals and as parameters. Confined to one statement. */
final class Values {
    private static final int PARAMETER_CHANCE = 25;

    private final Dice dice;
    private final Marks marks;

    Values(Dice dice, Marks marks) {
        this.dice = dice;
        this.marks = marks;
    }

    /** Of a column, mostly one that occurs. */
    String of(Column column) {
        return switch (column.kind()) {
            case INTEGER -> integer();
            case NUMERIC -> numeric();
            case FLOAT -> dice.of("1.5", "0", "'NaN'", "-2.25");
            case TEXT -> text(OracleSchema.textKey(dice.roll(OracleSchema.KEYS)));
            case BOOLEAN -> dice.of("true", "false", "'t'", "(1 = 1)");
            case DATE -> dice.of("'2024-01-01'", "date '2024-02-29'", "'infinity'", "'1999-12-31'::date");
            case TIMESTAMP -> dice.of("'2024-01-01'", "timestamp '1970-01-01 00:00'");
            case UUID -> OracleSchema.uuid(dice.roll(4));
            case OTHER, OPAQUE -> other(column.name());
        };
    }

    private String other(String name) {
        return switch (name) {
            case "f8" -> dice.of("0", "'NaN'", "0.1", "1e308", "-0.0");
            case "ch" -> dice.of("'a'", "'a  '", "'b'", "'ab'");
            case "tsz" -> dice.of("'2024-01-01'", "timestamptz '2024-03-31 02:30:00+02'");
            case "tm" -> dice.of("'12:00'", "time '24:00'");
            case "iv" -> dice.of("'30 days'", "interval '1 mon'");
            case "ba" -> dice.of("'\\x00'", "'\\xff'::bytea");
            case "jb" -> dice.of("'1'", "'1.00'", "'null'::jsonb");
            case "ia" -> dice.of("'{1,2}'", "ARRAY[2]", "'{}'");
            case "mood" -> dice.of("'ok'", "'happy'::mood");
            default -> "NULL";
        };
    }

    private String integer() {
        int value = dice.roll(OracleSchema.KEYS) - 2;
        if (!dice.percent(PARAMETER_CHANCE)) {
            return Integer.toString(value);
        }
        return dice.of(
                        () -> marks.mark(value, Types.INTEGER),
                        () -> marks.mark((long) value, Types.BIGINT),
                        () -> marks.mark((short) value, Types.SMALLINT),
                        (java.util.function.Supplier<String>) () -> marks.mark(new BigDecimal(value), Types.NUMERIC))
                .get();
    }

    private String numeric() {
        String literal = dice.of("1", "1.5", "10.00", "0", "-5", "1e30", "'NaN'", "99.99");
        return dice.percent(PARAMETER_CHANCE) && !literal.startsWith("'")
                ? marks.mark(new BigDecimal(literal), Types.NUMERIC)
                : literal;
    }

    private String text(String quoted) {
        return dice.percent(PARAMETER_CHANCE) ? marks.mark(unquote(quoted), Types.VARCHAR) : quoted;
    }

    private static String unquote(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("''", "'");
    }

    /** A key of the family, in any form in which it may be written. */
    String key(String family) {
        int number = dice.roll(OracleSchema.KEYS + 1);
        return switch (family) {
            case "text" -> textKey(OracleSchema.textKey(number));
            case "uuid" -> uuidKey(OracleSchema.uuid(number));
            default -> bigintKey(number);
        };
    }

    private String bigintKey(int number) {
        if (dice.percent(45)) {
            return Integer.toString(number);
        }
        if (dice.percent(40)) {
            return bigintParameter(number);
        }
        return String.format(
                dice.of(List.of(
                        "'%d'",
                        "%d::bigint",
                        "CAST(%d AS bigint)",
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
                        "greatest(%d, 0)")),
                number);
    }

    private String bigintParameter(int number) {
        return dice.of(
                        () -> marks.mark(number, Types.INTEGER),
                        () -> marks.mark((long) number, Types.BIGINT),
                        () -> marks.mark((short) number, Types.SMALLINT),
                        () -> marks.mark(new BigDecimal(number), Types.NUMERIC),
                        () -> marks.mark(new BigDecimal(number + ".0"), Types.NUMERIC),
                        () -> marks.mark(new BigDecimal(number + ".5"), Types.NUMERIC),
                        () -> marks.mark((double) number, Types.DOUBLE),
                        () -> marks.mark(null, Types.BIGINT),
                        () -> marks.mark(Integer.toString(number), Types.VARCHAR),
                        () -> marks.mark(" " + number, Types.OTHER),
                        () -> marks.mark((long) number, Types.BIGINT) + "::bigint",
                        (java.util.function.Supplier<String>) () -> marks.mark(number, Types.INTEGER) + "::int")
                .get();
    }

    private String textKey(String quoted) {
        if (dice.percent(45)) {
            return quoted;
        }
        if (dice.percent(40)) {
            return dice.percent(90) ? marks.mark(unquote(quoted), Types.VARCHAR) : marks.mark(null, Types.VARCHAR);
        }
        boolean simple = !quoted.contains("\\");
        return String.format(
                dice.of(List.of(
                        "%s::text",
                        "CAST(%s AS varchar)",
                        "%s::varchar(3)",
                        "text %s",
                        "%s::char(8)",
                        "%s COLLATE \"C\"",
                        simple ? "E%s" : "%s",
                        "%s || ''",
                        "lower(%s)",
                        "(SELECT %s)",
                        simple ? "U&%s" : "%s",
                        "%s::bpchar",
                        "%s::name",
                        "varchar %s",
                        "(%s)",
                        "NULL",
                        "trim(%s)",
                        "%s::varchar",
                        "%s::char",
                        "%s\n''")),
                quoted);
    }

    private String uuidKey(String quoted) {
        if (dice.percent(45)) {
            return quoted;
        }
        if (dice.percent(40)) {
            UUID uuid = UUID.fromString(unquote(quoted));
            return dice.percent(80)
                    ? marks.mark(uuid, Types.OTHER)
                    : marks.mark(uuid.toString(), Types.VARCHAR) + "::uuid";
        }
        String plain = unquote(quoted);
        return dice.of(
                quoted + "::uuid",
                "uuid " + quoted,
                "'" + plain.toUpperCase(java.util.Locale.ROOT) + "'",
                "'{" + plain + "}'",
                "'" + plain.replace("-", "") + "'",
                "CAST(" + quoted + " AS uuid)",
                quoted + "::text::uuid",
                "' " + plain + "'",
                "NULL");
    }
}
