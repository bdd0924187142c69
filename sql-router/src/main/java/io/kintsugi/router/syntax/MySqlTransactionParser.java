package io.kintsugi.router.syntax;

import io.kintsugi.router.syntax.TransactionModes.Access;
import io.kintsugi.router.syntax.TransactionModes.Deferrability;
import io.kintsugi.router.syntax.TransactionModes.Isolation;
import java.util.Locale;

/** Reads transaction control of MySQL. Names of savepoints fold, for they compare without regard to case. */
final class MySqlTransactionParser {
    private MySqlTransactionParser() {}

    static TransactionCommand command(CommandReader reader) {
        if (reader.take("START", "TRANSACTION")) {
            return start(reader);
        }
        if (reader.take("BEGIN")) {
            reader.take("WORK");
            return new TransactionCommand.Begin(TransactionModes.NONE);
        }
        if (reader.take("SAVEPOINT")) {
            return new TransactionCommand.Savepoint(name(reader));
        }
        if (reader.take("RELEASE", "SAVEPOINT")) {
            return new TransactionCommand.Release(name(reader));
        }
        if (reader.take("COMMIT")) {
            reader.take("WORK");
            boolean chain = chain(reader);
            return new TransactionCommand.Commit(chain, release(reader));
        }
        reader.expect("ROLLBACK");
        reader.take("WORK");
        if (reader.take("TO")) {
            reader.take("SAVEPOINT");
            return new TransactionCommand.RollbackTo(name(reader));
        }
        boolean chain = chain(reader);
        return new TransactionCommand.Rollback(chain, release(reader));
    }

    private static String name(CommandReader reader) {
        return reader.identifier().name().toLowerCase(Locale.ROOT);
    }

    private static TransactionCommand start(CommandReader reader) {
        boolean snapshot = false;
        Access access = Access.DEFAULT;
        boolean more = !reader.isEnd();
        while (more) {
            if (reader.take("WITH", "CONSISTENT", "SNAPSHOT")) {
                snapshot = true;
            } else if (access == Access.DEFAULT && reader.take("READ", "ONLY")) {
                access = Access.READ_ONLY;
            } else if (access == Access.DEFAULT && reader.take("READ", "WRITE")) {
                access = Access.READ_WRITE;
            } else {
                throw reader.failure();
            }
            more = reader.takeSymbol(",");
        }
        TransactionModes modes = new TransactionModes(Isolation.DEFAULT, access, Deferrability.DEFAULT);
        return new TransactionCommand.Begin(modes, snapshot);
    }

    private static boolean chain(CommandReader reader) {
        boolean chain = reader.take("AND", "CHAIN");
        if (!chain) {
            reader.take("AND", "NO", "CHAIN");
        }
        return chain;
    }

    private static boolean release(CommandReader reader) {
        return !reader.take("NO", "RELEASE") && reader.take("RELEASE");
    }
}
