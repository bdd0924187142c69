package io.kintsugi.node.probe;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts what a PostgreSQL server or the network said into {@link ProbeError}s. */
final class PostgresFailures {
    private static final Set<String> TOO_MANY = Set.of("53300");
    private static final Set<String> NOT_READY = Set.of("57P01", "57P02", "57P03");
    private static final Set<String> STATEMENT_TIMEOUT = Set.of("57014");
    private static final int CAUSES_MAX = 16;

    private PostgresFailures() {}

    static ProbeFailure describe(SQLException failure) {
        return new ProbeFailure(error(failure), message(failure));
    }

    private static ProbeError error(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (isSilence(failure) || STATEMENT_TIMEOUT.contains(state)) {
            return ProbeError.TIMEOUT;
        }
        if (TOO_MANY.contains(state)) {
            return ProbeError.TOO_MANY_CONNECTIONS;
        }
        if (NOT_READY.contains(state)) {
            return ProbeError.NOT_READY;
        }
        if (state.startsWith("28") || state.startsWith("3D") || state.equals("08004")) {
            return ProbeError.LOGIN_REFUSED;
        }
        return state.isEmpty() || state.startsWith("08") ? ProbeError.PROTOCOL : ProbeError.STATEMENT_FAILED;
    }

    private static boolean isSilence(SQLException failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String message(SQLException failure) {
        if (isSilence(failure)) {
            return "The server accepts connections, but did not answer in time.";
        }
        return String.valueOf(failure.getMessage());
    }
}
