package io.kintsugi.engine.transaction;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.util.Objects;
import java.util.Optional;

/**
 * How a transaction begins.
 *
 * @param isolation a {@code Connection.TRANSACTION_} constant; empty = the server's default
 * @param deferrable whether it is DEFERRABLE
 */
public record Characteristics(Optional<Integer> isolation, boolean readOnly, boolean deferrable) {
    /** As the server has it. */
    public static final Characteristics DEFAULT = new Characteristics(Optional.empty(), false, false);

    public Characteristics {
        Objects.requireNonNull(isolation, "isolation");
    }

    public Characteristics withIsolation(int level) {
        name(level);
        return new Characteristics(Optional.of(level), readOnly, deferrable);
    }

    public Characteristics withReadOnly(boolean wanted) {
        return wanted == readOnly ? this : new Characteristics(isolation, wanted, deferrable);
    }

    public Characteristics withDeferrable(boolean wanted) {
        return new Characteristics(isolation, readOnly, wanted);
    }

    boolean isSerializable() {
        return isolation.isPresent() && isolation.get() == Connection.TRANSACTION_SERIALIZABLE;
    }

    /** What a shard must run first; READ ONLY is said in BEGIN itself. */
    String preamble() {
        String text = isolation.map(level -> "ISOLATION LEVEL " + name(level)).orElse("");
        if (deferrable) {
            text = text.isEmpty() ? "DEFERRABLE" : text + ", DEFERRABLE";
        }
        return text.isEmpty() ? "" : "SET TRANSACTION " + text;
    }

    private static String name(int level) {
        return switch (level) {
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ UNCOMMITTED";
            case Connection.TRANSACTION_READ_COMMITTED -> "READ COMMITTED";
            case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE READ";
            case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
            default ->
                throw new ShardException(ErrorCode.INVALID_ARGUMENT, "There is no isolation level " + level + ".");
        };
    }
}
