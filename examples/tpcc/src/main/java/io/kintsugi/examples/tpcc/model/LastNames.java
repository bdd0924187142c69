package io.kintsugi.examples.tpcc.model;

import java.util.List;

/** The thousand last names of clause 4.3.2.3: three syllables, one for each decimal digit of a number. */
public final class LastNames {

    public static final int COUNT = 1000;

    private static final List<String> SYLLABLES =
            List.of("BAR", "OUGHT", "ABLE", "PRI", "PRES", "ESE", "ANTI", "CALLY", "ATION", "EING");

    private LastNames() {}

    /** The last name of {@code number}, which is 0 to 999. */
    public static String of(int number) {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("a last name's number is 0 to 999, not " + number);
        }
        return SYLLABLES.get(number / 100) + SYLLABLES.get(number / 10 % 10) + SYLLABLES.get(number % 10);
    }
}
