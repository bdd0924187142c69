package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.topology.Dialect;

/** Transaction control. Names of savepoints are folded, ids of prepared transactions are as given. */
public sealed interface TransactionCommand {
    /** BEGIN or START TRANSACTION; {@code consistentSnapshot} is MySQL's WITH CONSISTENT SNAPSHOT. */
    record Begin(TransactionModes modes, boolean consistentSnapshot) implements TransactionCommand {
        public Begin(TransactionModes modes) {
            this(modes, false);
        }
    }

    /** COMMIT or END, perhaps AND CHAIN, in MySQL perhaps RELEASE, which ends the connection. */
    record Commit(boolean chain, boolean release) implements TransactionCommand {
        public Commit(boolean chain) {
            this(chain, false);
        }
    }

    /** ROLLBACK or ABORT, perhaps AND CHAIN, in MySQL perhaps RELEASE. */
    record Rollback(boolean chain, boolean release) implements TransactionCommand {
        public Rollback(boolean chain) {
            this(chain, false);
        }
    }

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
        boolean mySql = sql.dialect() == Dialect.MYSQL;
        TransactionCommand command =
                mySql ? MySqlTransactionParser.command(reader) : TransactionCommandParser.command(reader);
        reader.end();
        return command;
    }
}
