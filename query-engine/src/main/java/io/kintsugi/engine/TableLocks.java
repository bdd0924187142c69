package io.kintsugi.engine;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;

/**
 * Whether a session bound to a shard of MySQL holds LOCK TABLES, which end when a transaction begins. With autocommit
 * off the engine begins one at the next statement, where the server alone would not. Confined to the session.
 */
final class TableLocks {
    private boolean held;

    void note(boolean now) {
        held = now;
    }

    void requireNone() {
        if (held) {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "Autocommit cannot be turned off while tables are locked: the next statement would begin a"
                                    + " transaction, which ends the locks.")
                    .withRemedy("UNLOCK TABLES first.");
        }
    }

    static void requireAutoCommit(boolean autoCommit) {
        if (!autoCommit) {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "LOCK TABLES has no effect while autocommit is off: the next statement begins a"
                                    + " transaction, which ends the locks.")
                    .withRemedy("Turn autocommit on, or lock rows inside the transaction: SELECT … FOR UPDATE.");
        }
    }
}
