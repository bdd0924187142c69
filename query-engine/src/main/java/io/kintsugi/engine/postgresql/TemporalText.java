package io.kintsugi.engine.postgresql;

import java.time.LocalDate;

/**
 * Reads PostgreSQL's ISO text of dates and times into numbers that sort as the server sorts. Microseconds count from
 * the year 2000, as the server's own do: from 1970 its latest timestamps would not fit.
 */
final class TemporalText {
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long SECOND_MICROS = 1_000_000L;
    private static final long DAY_MICROS = 86_400L * SECOND_MICROS;
    private static final int FRACTION_DIGITS = 6;
    private static final String BEFORE_CHRIST = " BC";

    private TemporalText() {}

    /** Days since 2000-01-01. */
    static long days(String text) {
        return switch (text) {
            case "infinity" -> Long.MAX_VALUE;
            case "-infinity" -> Long.MIN_VALUE;
            default -> finiteDays(text);
        };
    }

    static long micros(String text) {
        return switch (text) {
            case "infinity" -> Long.MAX_VALUE;
            case "-infinity" -> Long.MIN_VALUE;
            default -> finiteMicros(text);
        };
    }

    /** The text carries the offset of the session's time zone at that instant. */
    static long instantMicros(String text) {
        return micros(text);
    }

    /** Microseconds since midnight; 24:00:00 exists. */
    static long timeMicros(String text) {
        int firstColon = text.indexOf(':');
        int secondColon = text.indexOf(':', firstColon + 1);
        long hours = Long.parseLong(text.substring(0, firstColon));
        long minutes = Long.parseLong(text.substring(firstColon + 1, secondColon));
        int point = text.indexOf('.', secondColon);
        int secondsEnd = point < 0 ? text.length() : point;
        long seconds = Long.parseLong(text.substring(secondColon + 1, secondsEnd));
        long fraction = point < 0 ? 0 : fractionMicros(text.substring(point + 1));
        return ((hours * 60 + minutes) * 60 + seconds) * SECOND_MICROS + fraction;
    }

    private static long fractionMicros(String digits) {
        long value = Long.parseLong(digits);
        for (int place = digits.length(); place < FRACTION_DIGITS; place++) {
            value *= 10;
        }
        return value;
    }

    private static long finiteDays(String text) {
        boolean beforeChrist = text.endsWith(BEFORE_CHRIST);
        String date = beforeChrist ? text.substring(0, text.length() - BEFORE_CHRIST.length()) : text;
        int dayDash = date.lastIndexOf('-');
        int monthDash = date.lastIndexOf('-', dayDash - 1);
        int year = Integer.parseInt(date.substring(0, monthDash));
        int month = Integer.parseInt(date.substring(monthDash + 1, dayDash));
        int day = Integer.parseInt(date.substring(dayDash + 1));
        return LocalDate.of(beforeChrist ? 1 - year : year, month, day).toEpochDay() - EPOCH_DAY;
    }

    private static long finiteMicros(String text) {
        boolean beforeChrist = text.endsWith(BEFORE_CHRIST);
        String plain = beforeChrist ? text.substring(0, text.length() - BEFORE_CHRIST.length()) : text;
        int space = plain.indexOf(' ');
        String date = plain.substring(0, space) + (beforeChrist ? BEFORE_CHRIST : "");
        String time = plain.substring(space + 1);
        int sign = offsetSign(time);
        String clock = sign < 0 ? time : time.substring(0, sign);
        long offset = sign < 0 ? 0 : offsetMicros(time.substring(sign));
        return finiteDays(date) * DAY_MICROS + timeMicros(clock) - offset;
    }

    private static int offsetSign(String time) {
        int plus = time.indexOf('+');
        return plus >= 0 ? plus : time.indexOf('-');
    }

    /** {@code +05}, {@code +05:30} or {@code -04:56:02}. */
    private static long offsetMicros(String offset) {
        String[] parts = offset.substring(1).split(":", -1);
        long seconds = 0;
        long unit = 3_600;
        for (String part : parts) {
            seconds += Long.parseLong(part) * unit;
            unit /= 60;
        }
        return (offset.charAt(0) == '-' ? -seconds : seconds) * SECOND_MICROS;
    }
}
