package io.kintsugi.jdbc.oracle;

import static java.util.stream.Collectors.joining;

import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Marks;
import io.kintsugi.testkit.oracle.Parameter;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Constants, as literals and as parameters. Confined to one statement. */
final class Values {
    private static final int PARAMETER_CHANCE = 25;

    private final Dice forms;
    private final Dice dice;
    private final Marks marks;
    private final Speech speech;

    /**
     * @param forms decides how a constant is written, by which plans differ
     * @param dice decides which one it is
     */
    Values(Dice forms, Dice dice, Marks marks, Speech speech) {
        this.forms = forms;
        this.dice = dice;
        this.marks = marks;
        this.speech = speech;
    }

    /** Of a column, mostly one that occurs. */
    String of(Column column) {
        return switch (column.kind()) {
            case INTEGER -> integer();
            case NUMERIC -> numeric();
            case TEXT -> text(speech.textKey(dice.roll(OracleSchema.KEYS)));
            case UUID -> speech.uuid(dice.roll(4));
            case FLOAT, BOOLEAN, DATE, TIMESTAMP, OTHER, OPAQUE -> forms.of(speech.literals(column));
        };
    }

    private String integer() {
        int value = dice.roll(OracleSchema.KEYS) - 2;
        if (!forms.percent(PARAMETER_CHANCE)) {
            return Integer.toString(value);
        }
        return forms.of(
                        () -> marks.mark(value, Types.INTEGER),
                        () -> marks.mark((long) value, Types.BIGINT),
                        () -> marks.mark((short) value, Types.SMALLINT),
                        (Supplier<String>) () -> marks.mark(new BigDecimal(value), Types.NUMERIC))
                .get();
    }

    private String numeric() {
        String literal = forms.of("1", "1.5", "10.00", "0", "-5", "1e30", "99.99");
        return forms.percent(PARAMETER_CHANCE) ? marks.mark(new BigDecimal(literal), Types.NUMERIC) : literal;
    }

    private String text(String quoted) {
        return forms.percent(PARAMETER_CHANCE) ? marks.mark(speech.unquoted(quoted), Types.VARCHAR) : quoted;
    }

    /** A key of the family, in any form in which it may be written. */
    String key(String family) {
        int number = dice.roll(OracleSchema.KEYS + 1);
        return switch (family) {
            case "text" -> textKey(speech.textKey(number));
            case "uuid" -> uuidKey(speech.uuid(number));
            default -> bigintKey(number);
        };
    }

    /** Some keys of the family that are written alike, with commas between. */
    String keys(String family) {
        boolean bound = forms.percent(30);
        return Stream.generate(() -> plainKey(family, bound))
                .limit(2 + dice.roll(4))
                .collect(joining(", "));
    }

    private String plainKey(String family, boolean bound) {
        int number = dice.percent(20) ? OracleSchema.NEGATIVE_KEY : dice.roll(OracleSchema.KEYS + 1);
        String text = speech.textKey(Math.abs(number));
        String uuid = speech.uuid(Math.abs(number));
        return switch (family) {
            case "text" -> bound ? marks.mark(speech.unquoted(text), Types.VARCHAR) : text;
            case "uuid" -> bound ? boundUuid(uuid) : uuid;
            default -> bound ? marks.mark((long) number, Types.BIGINT) : Integer.toString(number);
        };
    }

    private String bigintKey(int number) {
        if (forms.percent(8)) {
            return forms.of(speech.negativeForms());
        }
        if (forms.percent(45)) {
            return Integer.toString(number);
        }
        if (forms.percent(40)) {
            return bigintParameter(number);
        }
        return String.format(forms.of(speech.integerForms()), number);
    }

    private String bigintParameter(int number) {
        return forms.of(
                        () -> marks.mark(number, Types.INTEGER),
                        () -> marks.mark((long) number, Types.BIGINT),
                        () -> marks.mark((short) number, Types.SMALLINT),
                        () -> marks.mark(new BigDecimal(number), Types.NUMERIC),
                        () -> marks.mark(new BigDecimal(number + ".0"), Types.NUMERIC),
                        () -> marks.mark(new BigDecimal(number + ".00"), Types.NUMERIC),
                        () -> marks.mark(new BigDecimal(number + ".5"), Types.NUMERIC),
                        () -> marks.mark((double) number, Types.DOUBLE),
                        () -> marks.mark(null, Types.BIGINT),
                        () -> marks.mark(Integer.toString(number), Types.VARCHAR),
                        () -> marks.mark(" " + number, speech.untyped()),
                        (Supplier<String>) () -> marks.mark((long) OracleSchema.NEGATIVE_KEY, Types.BIGINT))
                .get();
    }

    private String textKey(String quoted) {
        if (forms.percent(45)) {
            return quoted;
        }
        if (forms.percent(40)) {
            return forms.percent(90)
                    ? marks.mark(speech.unquoted(quoted), Types.VARCHAR)
                    : marks.mark(null, Types.VARCHAR);
        }
        return String.format(forms.of(speech.textForms(quoted.contains("\\"))), quoted);
    }

    private String uuidKey(String quoted) {
        if (forms.percent(45)) {
            return quoted;
        }
        if (forms.percent(40)) {
            return forms.percent(80)
                    ? boundUuid(quoted)
                    : speech.uuidOf(marks.mark(speech.unquoted(quoted), Types.VARCHAR));
        }
        return forms.of(speech.uuidForms(quoted));
    }

    private String boundUuid(String quoted) {
        Parameter value = speech.boundUuid(quoted);
        return marks.mark(value.value(), value.type());
    }
}
