package io.kintsugi.node.probe;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts what a MySQL server or the network said into {@link ProbeError}s. */
final class MySqlFailures {
    private static final Set<Integer> TOO_MANY = Set.of(1040, 1203, 1226);
    private static final Set<Integer> NOT_READY = Set.of(1053, 3032, 1077, 1079);
    private static final Set<Integer> STATEMENT_TIMEOUT = Set.of(3024, 1317);
    private static final Set<Integer> LOGIN_REFUSED = Set.of(1045, 1044, 1049, 1130, 1698, 3118, 1862, 1251);
    private static final String NEEDS_TLS = "Public Key Retrieval is not allowed";
    private static final int CAUSES_MAX = 16;

    private MySqlFailures() {}

    static ProbeFailure describe(SQLException failure) {
        if (isSilence(failure)) {
            return new ProbeFailure(ProbeError.TIMEOUT, "The server accepts connections, but did not answer in time.");
        }
        return new ProbeFailure(error(failure), String.valueOf(failure.getMessage()));
    }

    private static ProbeError error(SQLException failure) {
        int number = failure.getErrorCode();
        if (STATEMENT_TIMEOUT.contains(number)) {
            return ProbeError.TIMEOUT;
        }
        if (TOO_MANY.contains(number)) {
            return ProbeError.TOO_MANY_CONNECTIONS;
        }
        if (NOT_READY.contains(number)) {
            return ProbeError.NOT_READY;
        }
        if (LOGIN_REFUSED.contains(number)
                || String.valueOf(failure.getMessage()).contains(NEEDS_TLS)) {
            return ProbeError.LOGIN_REFUSED;
        }
        // What the driver says by itself has no number.
        return number == 0 ? ProbeError.PROTOCOL : ProbeError.STATEMENT_FAILED;
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
}
