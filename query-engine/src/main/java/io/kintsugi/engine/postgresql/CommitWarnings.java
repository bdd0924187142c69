package io.kintsugi.engine.postgresql;

import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** Reads the warning with which a server says that a commit is not safe: the wait for its replicas was cut short. */
final class CommitWarnings {
    /** The function of the server that warns; its name, unlike the text, is never translated. */
    private static final String SYNCHRONOUS_WAIT = "SyncRepWaitForLSN";

    private CommitWarnings() {}

    /** Whether a chain of warnings says that a commit was not confirmed by the replicas it should have waited for. */
    static boolean sayLocalOnly(@Nullable SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            if (warning instanceof PSQLWarning server) {
                ServerErrorMessage message = server.getServerErrorMessage();
                if (message != null && SYNCHRONOUS_WAIT.equals(message.getRoutine())) {
                    return true;
                }
            }
        }
        return false;
    }
}
