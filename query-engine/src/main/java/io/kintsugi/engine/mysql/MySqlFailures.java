package io.kintsugi.engine.mysql;

import com.mysql.cj.jdbc.exceptions.MySQLStatementCancelledException;
import io.kintsugi.engine.dialect.FailureRules;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MySQL's error numbers; its SQLSTATEs say too little. */
final class MySqlFailures implements FailureRules {
    private static final String CONNECTION_FAILURE_CLASS = "08";

    /** The server shuts down; a forced close; gone away; lost during the query; session killed; idle too long. */
    private static final Set<Integer> SESSION_ENDED = Set.of(1053, 1080, 2006, 2013, 3169, 4031);

    /** Unknown table (dropped, asked for, or as a target), column, routine; and a table changed since the snapshot. */
    private static final Set<Integer> UNDEFINED = Set.of(1051, 1054, 1109, 1146, 1305, 1412);

    /** A deadlock; a lock that did not come, where the server is set so; no room for locks; certification failed. */
    private static final Set<Integer> ROLLED_BACK = Set.of(1205, 1206, 1213, 3101);

    private static final int QUERY_INTERRUPTED = 1317;

    @Override
    public boolean isConnectionLoss(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        return state.startsWith(CONNECTION_FAILURE_CLASS) || SESSION_ENDED.contains(failed.getErrorCode());
    }

    @Override
    public boolean isCancellation(SQLException failed) {
        return failed.getErrorCode() == QUERY_INTERRUPTED || failed instanceof MySQLStatementCancelledException;
    }

    /**
     * A server that is told to end a statement while it opens the cursor sends both the cursor and an error. The driver
     * takes that one for the answer to its next request, and so on: SELECT 1 was seen to get the answer to DO 0.
     */
    @Override
    public boolean leavesAnswersBehind(SQLException failed) {
        return isCancellation(failed) || failed instanceof SQLTimeoutException;
    }

    @Override
    public boolean rollsBack(SQLException failed) {
        return ROLLED_BACK.contains(failed.getErrorCode());
    }

    @Override
    public boolean isUndefinedObject(SQLException failed) {
        return UNDEFINED.contains(failed.getErrorCode());
    }

    /** MySQL gives no such warning: a commit that waits for replicas waits on, or falls back without a word. */
    @Override
    public boolean sayLocalOnly(@Nullable SQLWarning first) {
        return false;
    }
}
