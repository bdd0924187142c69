package io.kintsugi.jdbc.contract;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Arrays;

/** What a failure means to an application, whoever reports it. Stateless. */
final class Failures {
    static final String CLOSED = "closed or in the wrong state";
    static final String ARGUMENT = "wrong argument";
    static final String UNSUPPORTED = "not supported";

    private Failures() {}

    /** A state of the server's is kept exactly; the drivers' own states for the same mistakes differ by name only. */
    static String kind(Throwable failure) {
        if (failure instanceof BatchUpdateException batch) {
            return state(batch) + " " + Arrays.toString(batch.getLargeUpdateCounts());
        }
        return failure instanceof SQLException sql
                ? state(sql)
                : failure.getClass().getName();
    }

    private static String state(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "08003", "55000", "24000", "KZ503" -> CLOSED;
            case "22023", "42703", "99999", "07009", "07006", "42809", "3B000", "3B001", "2200G", "KZ505", "KZ504" ->
                ARGUMENT;
            case "42601", "KZ010" -> "syntax";
            case "0A000", "KZ001" -> UNSUPPORTED;
            case "42883", "KZ013" -> "unknown function";
            default -> state;
        };
    }
}
