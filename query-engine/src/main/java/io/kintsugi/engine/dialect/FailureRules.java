package io.kintsugi.engine.dialect;

import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** What the errors and warnings of a server mean. */
public interface FailureRules {
    /** Whether the connection ended, so that nobody knows what became of the last request. */
    boolean isConnectionLoss(SQLException failed);

    /** Whether the statement was cancelled. */
    boolean isCancellation(SQLException failed);

    /** Whether the server may have sent an answer too many where what has failed so was read by a cursor. */
    boolean leavesAnswersBehind(SQLException failed);

    /** Whether a server that has ended its transaction with this error has rolled it back, not committed it. */
    boolean rollsBack(SQLException failed);

    /** Whether a table, column, function or type is not there: perhaps only because the schema has just changed. */
    boolean isUndefinedObject(SQLException failed);

    /** Whether a chain of warnings says that a commit was not confirmed by the replicas it should have waited for. */
    boolean sayLocalOnly(@Nullable SQLWarning first);
}
