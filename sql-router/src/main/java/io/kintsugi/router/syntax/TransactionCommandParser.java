package io.kintsugi.router.syntax;

/** Reads transaction control of PostgreSQL. */
final class TransactionCommandParser {
    private TransactionCommandParser() {}

    static TransactionCommand command(CommandReader reader) {
        if (reader.take("START", "TRANSACTION")) {
            return new TransactionCommand.Begin(TransactionModes.read(reader));
        }
        if (reader.take("BEGIN")) {
            noise(reader);
            return new TransactionCommand.Begin(TransactionModes.read(reader));
        }
        if (reader.take("SAVEPOINT")) {
            return new TransactionCommand.Savepoint(reader.identifier().name());
        }
        if (reader.take("RELEASE")) {
            reader.take("SAVEPOINT");
            return new TransactionCommand.Release(reader.identifier().name());
        }
        if (reader.take("PREPARE", "TRANSACTION")) {
            return new TransactionCommand.Prepare(reader.string());
        }
        return ending(reader);
    }

    private static TransactionCommand ending(CommandReader reader) {
        if (reader.take("COMMIT", "PREPARED")) {
            return new TransactionCommand.CommitPrepared(reader.string());
        }
        if (reader.take("ROLLBACK", "PREPARED")) {
            return new TransactionCommand.RollbackPrepared(reader.string());
        }
        if (reader.takeOneOf("COMMIT", "END")) {
            noise(reader);
            return new TransactionCommand.Commit(chain(reader));
        }
        boolean rollback = reader.isWord("ROLLBACK");
        if (!reader.takeOneOf("ROLLBACK", "ABORT")) {
            throw reader.failure();
        }
        noise(reader);
        if (rollback && reader.take("TO")) {
            reader.take("SAVEPOINT");
            return new TransactionCommand.RollbackTo(reader.identifier().name());
        }
        return new TransactionCommand.Rollback(chain(reader));
    }

    private static void noise(CommandReader reader) {
        reader.takeOneOf("WORK", "TRANSACTION");
    }

    private static boolean chain(CommandReader reader) {
        boolean chain = reader.take("AND", "CHAIN");
        if (!chain) {
            reader.take("AND", "NO", "CHAIN");
        }
        return chain;
    }
}
