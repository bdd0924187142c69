package io.kintsugi.jdbc;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientException;

/**
 * Kintsugi's own errors as JDBC exceptions: the subclass says who can help, the state is the code's. Native exceptions
 * never come here: they reach the application as they are. Never an {@code SQLTimeoutException} and never state 0A000,
 * because pools throw a connection away when they see one.
 */
final class Errors {
    private static final String RESULT_EXPECTED = "02000";
    private static final String NO_RESULT_EXPECTED = "0100E";

    private Errors() {}

    static SQLException of(ShardException error) {
        String message = error.getMessage();
        String state = error.code().sqlState();
        return switch (error.code()) {
            case UNSUPPORTED_STATEMENT,
                    UNSUPPORTED_CROSS_SHARD_QUERY,
                    UNSUPPORTED_CROSS_SHARD_WRITE,
                    MULTIPLE_STATEMENTS -> new SQLFeatureNotSupportedException(message, state, 0, error);
            case SYNTAX_NOT_UNDERSTOOD, UNKNOWN_TABLE, UNKNOWN_FUNCTION ->
                new SQLSyntaxErrorException(message, state, 0, error);
            case VALUE_OVERFLOW, DIVISION_BY_ZERO -> new SQLDataException(message, state, 0, error);
            // What the native driver reports by these states is a plain SQLException as well.
            case STATEMENT_TIMEOUT, CANCELLED, TRANSACTION_ABORTED, INTERNAL ->
                new SQLException(message, state, 0, error);
            case POOL_EXHAUSTED -> new SQLTransientException(message, state, 0, error);
            default -> byKind(error, message, state);
        };
    }

    private static SQLException byKind(ShardException error, String message, String state) {
        return switch (error.code().kind()) {
            case TRANSIENT -> new SQLTransientException(message, state, 0, error);
            case EXTERNAL -> new SQLNonTransientConnectionException(message, state, 0, error);
            case USER, RESOURCE -> new SQLNonTransientException(message, state, 0, error);
            case BUG -> new SQLException(message, state, 0, error);
        };
    }

    static SQLException of(ErrorCode code, String message, String remedy) {
        return of(new ShardException(code, message).withRemedy(remedy));
    }

    /** @param what "connection", "statement" or "result set" */
    static SQLException closed(String what) {
        return of(new ShardException(ErrorCode.CLOSED_OBJECT, "This " + what + " is closed."));
    }

    static SQLException argument(String message, String remedy) {
        return of(ErrorCode.INVALID_ARGUMENT, message, remedy);
    }

    /** A method of JDBC that the native driver does not implement either. */
    static SQLException unsupported(String method) {
        return unsupported("The method " + method + " is not supported.", "Use a method for a type the database has.");
    }

    /** What the native driver may not have; its own refusal would cost a pool the connection. */
    interface NativeCall<T> {
        T run() throws SQLException;
    }

    static <T> T ifSupported(String method, NativeCall<T> call) throws SQLException {
        try {
            return call.run();
        } catch (SQLFeatureNotSupportedException missing) {
            if (isOwn(missing)) {
                throw missing;
            }
            SQLException refusal = unsupported(method);
            refusal.addSuppressed(missing);
            throw refusal;
        }
    }

    private static boolean isOwn(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith("KZ");
    }

    static SQLException unsupported(String message, String remedy) {
        return of(ErrorCode.UNSUPPORTED_STATEMENT, message, remedy);
    }

    /** With the native driver's state and meaning. */
    static SQLException resultExpected() {
        return new SQLException("The statement returned no rows, but executeQuery expects some.", RESULT_EXPECTED);
    }

    /** With the native driver's state and meaning. */
    static SQLException noResultExpected() {
        return new SQLException("The statement returned rows, but none were expected.", NO_RESULT_EXPECTED);
    }

    static SQLException wrongType(Class<?> wanted, String remedy) {
        return of(ErrorCode.WRONG_TYPE, "This object does not wrap a " + wanted.getName() + ".", remedy);
    }
}
