package io.kintsugi.engine.session;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How a transaction begins.
 *
 * @param isolation a {@code Connection.TRANSACTION_} constant; empty = the server's default
 * @param deferrable whether it is DEFERRABLE
 */
public record Characteristics(Optional<Integer> isolation, boolean readOnly, boolean deferrable) {
    /** The setting of PostgreSQL that says at which level transactions begin. */
    public static final String ISOLATION_SETTING = "default_transaction_isolation";

    /** As the server has it. */
    public static final Characteristics DEFAULT = new Characteristics(Optional.empty(), false, false);

    public Characteristics {
        Objects.requireNonNull(isolation, "isolation");
    }

    public Characteristics withIsolation(int level) {
        name(level);
        return new Characteristics(Optional.of(level), readOnly, deferrable);
    }

    /** At the server's own level. */
    public Characteristics withoutIsolation() {
        return new Characteristics(Optional.empty(), readOnly, deferrable);
    }

    /** At the level that the setting's value names; unchanged where it names none. */
    public Characteristics withIsolation(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "read uncommitted" -> withIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
            case "read committed" -> withIsolation(Connection.TRANSACTION_READ_COMMITTED);
            case "repeatable read" -> withIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            case "serializable" -> withIsolation(Connection.TRANSACTION_SERIALIZABLE);
            default -> this;
        };
    }

    public Characteristics withReadOnly(boolean wanted) {
        return wanted == readOnly ? this : new Characteristics(isolation, wanted, deferrable);
    }

    public Characteristics withDeferrable(boolean wanted) {
        return new Characteristics(isolation, readOnly, wanted);
    }

    public boolean isSerializable() {
        return isolation.isPresent() && isolation.get() == Connection.TRANSACTION_SERIALIZABLE;
    }

    /** Whether all of its statements are sure to read the same snapshot of a server: the server's default may not. */
    public boolean keepsSnapshot() {
        return isolation.isPresent() && isolation.get() >= Connection.TRANSACTION_REPEATABLE_READ;
    }

    /** The level as SQL says it; INVALID_ARGUMENT when there is none. */
    public static String name(int level) {
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
