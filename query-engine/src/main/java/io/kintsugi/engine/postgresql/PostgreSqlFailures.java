package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.dialect.FailureRules;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's SQLSTATEs. */
final class PostgreSqlFailures implements FailureRules {
    /** The server ended the session, or is about to. */
    private static final Set<String> SESSION_ENDED = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04");

    private static final Set<String> UNDEFINED = Set.of("42P01", "42703", "42883", "42704");
    private static final String CONNECTION_FAILURE_CLASS = "08";
    private static final String QUERY_CANCELED = "57014";

    @Override
    public boolean isConnectionLoss(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        return state.startsWith(CONNECTION_FAILURE_CLASS) || SESSION_ENDED.contains(state);
    }

    @Override
    public boolean isCancellation(SQLException failed) {
        return QUERY_CANCELED.equals(failed.getSQLState());
    }

    /** No error lets a transaction block commit. */
    @Override
    public boolean leavesAnswersBehind(SQLException failed) {
        return false;
    }

    @Override
    public boolean rollsBack(SQLException failed) {
        return true;
    }

    @Override
    public boolean isUndefinedObject(SQLException failed) {
        return UNDEFINED.contains(String.valueOf(failed.getSQLState()));
    }

    @Override
    public boolean sayLocalOnly(@Nullable SQLWarning first) {
        return CommitWarnings.sayLocalOnly(first);
    }
}
