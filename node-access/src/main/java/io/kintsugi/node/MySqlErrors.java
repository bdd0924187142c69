package io.kintsugi.node;

import java.sql.SQLException;
import java.util.Set;

/** MySQL's error numbers; its SQLSTATEs are too coarse to tell these apart. */
final class MySqlErrors {
    private static final int NO_SUCH_TABLE = 1146;
    private static final Set<Integer> NOT_PREPARED = Set.of(
            NO_SUCH_TABLE,
            1049, // unknown database
            1044, // no right on the database
            1142, // no right on the table
            1046); // no database selected
    private static final Set<Integer> ABSENT = Set.of(
            NO_SUCH_TABLE,
            1049, // database
            1305, // function or procedure
            1360, // trigger
            1539); // event
    private static final Set<Integer> REPEATABLE = Set.of(
            1213, // deadlock
            1205); // lock wait

    private MySqlErrors() {}

    /** Kintsugi's own tables are not there, or not for this user. */
    static boolean isNotPrepared(SQLException failed) {
        return NOT_PREPARED.contains(failed.getErrorCode());
    }

    /** The object that was asked for does not exist. */
    static boolean isAbsent(SQLException failed) {
        return ABSENT.contains(failed.getErrorCode());
    }

    /** The same transaction may well succeed at its next try. */
    static boolean isRepeatable(SQLException failed) {
        return REPEATABLE.contains(failed.getErrorCode());
    }
}
