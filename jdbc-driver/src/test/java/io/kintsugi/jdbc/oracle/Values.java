package io.kintsugi.jdbc.oracle;

import static java.util.stream.Collectors.joining;

import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Marks;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Constants, as literals and as parameters. Confined to one statement. */
final class Values {
    private static final int PARAMETER_CHANCE = 25;

    private final Dice dice;
    private final Marks marks;
    private final Speech speech;

    Values(Dice dice, Marks marks, Speech speech) {
        this.dice = dice;
        this.marks = marks;
        this.speech = speech;
    }

    /** Of a column, mostly one that occurs. */
    String of(Column column) {
        return switch (column.kind()) {
            case INTEGER -> integer();
            case NUMERIC -> numeric();
            case TEXT -> text(OracleSchema.textKey(dice.roll(OracleSchema.KEYS)));
            case UUID -> OracleSchema.uuid(dice.roll(4));
            case FLOAT, BOOLEAN, DATE, TIMESTAMP, OTHER, OPAQUE -> dice.of(speech.literals(column));
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
                        (Supplier<String>) () -> marks.mark(new BigDecimal(value), Types.NUMERIC))
                .get();
    }

    private String numeric() {
        String literal = dice.of("1", "1.5", "10.00", "0", "-5", "1e30", "99.99");
        return dice.percent(PARAMETER_CHANCE) ? marks.mark(new BigDecimal(literal), Types.NUMERIC) : literal;
    }

    private String text(String quoted) {
        return dice.percent(PARAMETER_CHANCE) ? marks.mark(unquote(quoted), Types.VARCHAR) : quoted;
    }

    private String unquote(String quoted) {
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

    /** Keys of the family that are written alike, with commas between. */
    String keys(String family, int count) {
        boolean bound = dice.percent(30);
        return Stream.generate(() -> plainKey(family, bound)).limit(count).collect(joining(", "));
    }

    private String plainKey(String family, boolean bound) {
        int number = dice.percent(20) ? OracleSchema.NEGATIVE_KEY : dice.roll(OracleSchema.KEYS + 1);
        String text = OracleSchema.textKey(Math.abs(number));
        String uuid = OracleSchema.uuid(Math.abs(number));
        return switch (family) {
            case "text" -> bound ? marks.mark(unquote(text), Types.VARCHAR) : text;
            case "uuid" -> bound ? marks.mark(UUID.fromString(unquote(uuid)), Types.OTHER) : uuid;
            default -> bound ? marks.mark((long) number, Types.BIGINT) : Integer.toString(number);
        };
    }

    private String bigintKey(int number) {
        if (dice.percent(8)) {
            return dice.of(speech.negativeForms());
        }
        if (dice.percent(45)) {
            return Integer.toString(number);
        }
        if (dice.percent(40)) {
            return bigintParameter(number);
        }
        return String.format(dice.of(speech.integerForms()), number);
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
                        (Supplier<String>) () -> marks.mark((long) OracleSchema.NEGATIVE_KEY, Types.BIGINT))
                .get();
    }

    private String textKey(String quoted) {
        if (dice.percent(45)) {
            return quoted;
        }
        if (dice.percent(40)) {
            return dice.percent(90) ? marks.mark(unquote(quoted), Types.VARCHAR) : marks.mark(null, Types.VARCHAR);
        }
        return String.format(dice.of(speech.textForms(quoted.contains("\\"))), quoted);
    }

    private String uuidKey(String quoted) {
        if (dice.percent(45)) {
            return quoted;
        }
        if (dice.percent(40)) {
            UUID uuid = UUID.fromString(unquote(quoted));
            return dice.percent(80)
                    ? marks.mark(uuid, Types.OTHER)
                    : speech.uuidOf(marks.mark(uuid.toString(), Types.VARCHAR));
        }
        return dice.of(speech.uuidForms(quoted));
    }
}
