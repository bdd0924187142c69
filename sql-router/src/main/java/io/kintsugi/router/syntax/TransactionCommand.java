package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;

/** Transaction control. Names of savepoints are folded, ids of prepared transactions are as given. */
public sealed interface TransactionCommand {
    /** BEGIN or START TRANSACTION. */
    record Begin(TransactionModes modes) implements TransactionCommand {}

    /** COMMIT or END, perhaps AND CHAIN. */
    record Commit(boolean chain) implements TransactionCommand {}

    /** ROLLBACK or ABORT, perhaps AND CHAIN. */
    record Rollback(boolean chain) implements TransactionCommand {}

    /** SAVEPOINT name. */
    record Savepoint(String name) implements TransactionCommand {}

    /** RELEASE [SAVEPOINT] name. */
    record Release(String name) implements TransactionCommand {}

    /** ROLLBACK TO [SAVEPOINT] name. */
    record RollbackTo(String name) implements TransactionCommand {}

    /** PREPARE TRANSACTION 'id'. */
    record Prepare(String id) implements TransactionCommand {}

    /** COMMIT PREPARED 'id'. */
    record CommitPrepared(String id) implements TransactionCommand {}

    /** ROLLBACK PREPARED 'id'. */
    record RollbackPrepared(String id) implements TransactionCommand {}

    /**
     * Reads one command.
     *
     * @throws io.kintsugi.errors.ShardException SYNTAX_NOT_UNDERSTOOD for anything else
     */
    static TransactionCommand parse(LexedSql sql) {
        CommandReader reader = new CommandReader(sql);
        TransactionCommand command = TransactionCommandParser.command(reader);
        reader.end();
        return command;
    }
}
