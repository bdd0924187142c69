package io.kintsugi.jdbc.contract;

import com.mysql.cj.jdbc.exceptions.MySQLStatementCancelledException;
import com.mysql.cj.jdbc.exceptions.MySQLTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Arrays;

/** What a failure means to an application, whoever reports it. Stateless. */
final class Failures {
    static final String CLOSED = "closed or in the wrong state";
    static final String ARGUMENT = "wrong argument";
    static final String UNSUPPORTED = "not supported";
    static final String CANCELLED = "cancelled";

    private static final int SYNTAX = 1064;
    private static final int NOT_THERE = 1305;

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

    /** Connector/J has one state for most mistakes of an application, and says more by its message only. */
    private static String standard(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof MySQLStatementCancelledException || failure instanceof MySQLTimeoutException) {
            return "57014";
        }
        return switch (state) {
            case "70100" -> "57014";
            case "S1009", "S1000" -> wrongUse(message);
            case "08003" -> message.startsWith("Can't call") ? "25P01" : state;
            case "S1C00" -> "0A000";
            case "S0022" -> "42703";
            case "01S03" -> "0100E";
            case "07001" -> "22023";
            case "42S22" -> failure.getErrorCode() == 0 ? "42703" : state;
            case "42000" -> unknown(failure);
            default -> state;
        };
    }

    private static String wrongUse(String message) {
        if (message.contains("do not produce result sets")) {
            return "02000";
        }
        if (message.contains("produce result sets")) {
            return "0100E";
        }
        if (message.startsWith("Connection is read-only")) {
            return "25006";
        }
        boolean closed = message.contains("closed")
                || message.startsWith("Before start of result set")
                || message.startsWith("After end of result set")
                || message.startsWith("Illegal operation on empty result set");
        return closed ? "24000" : "22023";
    }

    private static String unknown(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case SYNTAX -> "42601";
            case NOT_THERE -> String.valueOf(failure.getMessage()).startsWith("SAVEPOINT") ? "3B001" : "42883";
            default -> "42000";
        };
    }

    private static String state(SQLException failure) {
        String state = standard(failure);
        return switch (state) {
            case "08003", "55000", "24000", "KZ503" -> CLOSED;
            case "22023", "42703", "99999", "07009", "07006", "42809", "3B000", "3B001", "2200G", "KZ505", "KZ504" ->
                ARGUMENT;
            case "57014" -> CANCELLED;
            case "42601", "KZ010" -> "syntax";
            case "0A000", "KZ001" -> UNSUPPORTED;
            case "42883", "KZ013" -> "unknown function";
            default -> state;
        };
    }
}
