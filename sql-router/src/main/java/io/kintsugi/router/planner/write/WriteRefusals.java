package io.kintsugi.router.planner.write;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RefusalException;
import io.kintsugi.router.planner.scope.Relation;

/** The refusals of writes, worded alike. */
final class WriteRefusals {
    private WriteRefusals() {}

    static Refusal across(String what, String remedy, int token) {
        return new Refusal(ErrorCode.UNSUPPORTED_CROSS_SHARD_WRITE, what, remedy, token);
    }

    static RefusalException keyMissing(Relation target, String how, int token) {
        return new Refusal(
                        ErrorCode.SHARDING_KEY_MISSING,
                        "INSERT into " + target.describe() + " " + how + " for its sharding key "
                                + target.key().column(),
                        "Name " + target.key().column() + " in the column list and give each row a value for it.",
                        token)
                .thrown();
    }

    static Refusal keyNotConstant(Relation target, int token) {
        return new Refusal(
                ErrorCode.SHARDING_KEY_NOT_CONSTANT,
                "The value for the sharding key " + target.key().column() + " of " + target.describe()
                        + " is not a literal or a parameter",
                "Compute it in the application and pass it as a parameter.",
                token);
    }

    /** A value for an AUTO_INCREMENT column that the server might take for a request to count. */
    static Refusal idUnproven(String column, int token) {
        return idUnproven(column, "Leave " + column + " out, or give it as a whole number.", token);
    }

    /** The same of what a query gives. */
    static Refusal queriedIdUnproven(String column, int token) {
        return idUnproven(
                column,
                "Select an AUTO_INCREMENT column for it or a constant, or select the rows first and insert them with"
                        + " VALUES.",
                token);
    }

    private static Refusal idUnproven(String column, String remedy, int token) {
        return new Refusal(
                ErrorCode.UNSUPPORTED_STATEMENT,
                "The value for " + column + ", which Kintsugi generates, might be NULL or 0 to the server, which would"
                        + " then count by itself",
                remedy,
                token,
                true);
    }

    /** A key from a query in whose place NULL may stand. */
    static Refusal keyMayBeNull(Relation target, int token) {
        return new Refusal(
                ErrorCode.SHARDING_KEY_NOT_CONSTANT,
                "The query may give NULL for the sharding key "
                        + target.key().column() + " of " + target.describe() + ", where an outer join finds no row or a"
                        + " total has none",
                "Select the key from a table of which every row is there, or select the rows first and insert them.",
                token);
    }

    static Refusal keyNull(String table, String column, int token) {
        return new Refusal(
                ErrorCode.SHARDING_KEY_NULL,
                "The sharding key " + column + " of " + table + " is NULL, so the row belongs to no shard",
                "Give " + column + " a value.",
                token);
    }

    static Refusal keyInvalid(String table, String column, int token) {
        return new Refusal(
                ErrorCode.SHARDING_KEY_INVALID,
                "The value for the sharding key " + column + " of " + table
                        + " cannot be shown to be stored exactly as written",
                "Pass it in the type of the column, in plain form and within its range. As a parameter: by the setter of "
                        + "that type (setLong, setBigDecimal, setString, setBytes, setObject with a UUID, LocalDate, "
                        + "LocalDateTime or OffsetDateTime), without another target type or scale.",
                token);
    }

    static Refusal keyUpdate(Relation target, int token) {
        return new Refusal(
                ErrorCode.SHARDING_KEY_UPDATE,
                "The sharding key " + target.key().column() + " of " + target.describe() + " cannot be changed",
                "Insert the row under its new key and delete the old one.",
                token);
    }

    static RefusalException reference(Relation target, String why, String remedy, int token) {
        return new Refusal(
                        ErrorCode.REFERENCE_WRITE_NOT_DETERMINISTIC,
                        "The copies of reference table " + target.describe() + " would differ: " + why,
                        remedy,
                        token)
                .thrown();
    }
}
