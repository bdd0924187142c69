package io.kintsugi.router.syntax;

/** What BEGIN or SET TRANSACTION says about a transaction. */
public record TransactionModes(Isolation isolation, Access access, Deferrability deferrability) {
    /** Nothing said. */
    public static final TransactionModes NONE =
            new TransactionModes(Isolation.DEFAULT, Access.DEFAULT, Deferrability.DEFAULT);

    /** Isolation levels; {@code DEFAULT} means that none was named. */
    public enum Isolation {
        DEFAULT,
        READ_UNCOMMITTED,
        READ_COMMITTED,
        REPEATABLE_READ,
        SERIALIZABLE
    }

    /** Access modes; {@code DEFAULT} means that none was named. */
    public enum Access {
        DEFAULT,
        READ_ONLY,
        READ_WRITE
    }

    /** Deferrable or not; {@code DEFAULT} means that neither was named. */
    public enum Deferrability {
        DEFAULT,
        DEFERRABLE,
        NOT_DEFERRABLE
    }

    /** Reads modes up to the end of the command; later ones win, as in PostgreSQL. */
    static TransactionModes read(CommandReader reader) {
        TransactionModes modes = NONE;
        while (!reader.isEnd()) {
            modes = modes.withNext(reader);
            reader.takeSymbol(",");
        }
        return modes;
    }

    private TransactionModes withNext(CommandReader reader) {
        if (reader.take("ISOLATION", "LEVEL")) {
            return new TransactionModes(isolation(reader), access, deferrability);
        }
        if (reader.take("READ", "ONLY")) {
            return new TransactionModes(isolation, Access.READ_ONLY, deferrability);
        }
        if (reader.take("READ", "WRITE")) {
            return new TransactionModes(isolation, Access.READ_WRITE, deferrability);
        }
        if (reader.take("NOT", "DEFERRABLE")) {
            return new TransactionModes(isolation, access, Deferrability.NOT_DEFERRABLE);
        }
        reader.expect("DEFERRABLE");
        return new TransactionModes(isolation, access, Deferrability.DEFERRABLE);
    }

    private static Isolation isolation(CommandReader reader) {
        if (reader.take("SERIALIZABLE")) {
            return Isolation.SERIALIZABLE;
        }
        if (reader.take("REPEATABLE", "READ")) {
            return Isolation.REPEATABLE_READ;
        }
        if (reader.take("READ", "COMMITTED")) {
            return Isolation.READ_COMMITTED;
        }
        reader.expect("READ", "UNCOMMITTED");
        return Isolation.READ_UNCOMMITTED;
    }
}
