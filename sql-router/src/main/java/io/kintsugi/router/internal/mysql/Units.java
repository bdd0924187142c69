package io.kintsugi.router.internal.mysql;

import java.util.Set;

/** The units of intervals. */
final class Units {
    private static final Set<String> UNITS = Set.of(
            "MICROSECOND",
            "SECOND",
            "MINUTE",
            "HOUR",
            "DAY",
            "WEEK",
            "MONTH",
            "QUARTER",
            "YEAR",
            "SECOND_MICROSECOND",
            "MINUTE_MICROSECOND",
            "MINUTE_SECOND",
            "HOUR_MICROSECOND",
            "HOUR_SECOND",
            "HOUR_MINUTE",
            "DAY_MICROSECOND",
            "DAY_SECOND",
            "DAY_MINUTE",
            "DAY_HOUR",
            "YEAR_MONTH");

    private Units() {}

    static boolean contains(String upperCase) {
        return UNITS.contains(upperCase);
    }

    /** TIMESTAMPADD and TIMESTAMPDIFF also take the names of ODBC. */
    static boolean isTimestampUnit(String upperCase) {
        return UNITS.contains(upperCase.startsWith("SQL_TSI_") ? upperCase.substring(8) : upperCase);
    }
}
