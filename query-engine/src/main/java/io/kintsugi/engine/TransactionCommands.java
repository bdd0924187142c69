package io.kintsugi.engine;

import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.session.Characteristics;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.syntax.TransactionCommand;
import io.kintsugi.router.syntax.TransactionModes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Transaction control said in SQL. Confined to the session. */
final class TransactionCommands {
    private final SessionCore session;

    TransactionCommands(SessionCore session) {
        this.session = session;
    }

    StatementResult run(TransactionCommand command) throws SQLException {
        if (command instanceof TransactionCommand.Begin begin) {
            begin(begin);
        } else if (command instanceof TransactionCommand.Commit commit) {
            requireKept(commit.release());
            commit(commit.chain());
        } else if (command instanceof TransactionCommand.Rollback rollback) {
            requireKept(rollback.release());
            rollBack(rollback.chain());
        } else if (command instanceof TransactionCommand.Savepoint savepoint) {
            open("SAVEPOINT").savepoint(savepoint.name());
        } else if (command instanceof TransactionCommand.Release release) {
            open("RELEASE SAVEPOINT").release(release.name());
        } else if (command instanceof TransactionCommand.RollbackTo rollbackTo) {
            session.rollBackTo(open("ROLLBACK TO SAVEPOINT"), rollbackTo.name());
        } else {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "Two-phase commit by hand is not supported: prepared transactions belong to Kintsugi.")
                    .withRemedy("Commit plainly.");
        }
        return StatementResult.UpdateCount.NOTHING;
    }

    /** Inside a transaction BEGIN changes nothing, or commits it, as the dialect has it. */
    private void begin(TransactionCommand.Begin begin) throws SQLException {
        if (begin.consistentSnapshot()) {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "WITH CONSISTENT SNAPSHOT is not supported: several servers have no snapshot in common.")
                    .withRemedy("Leave it out: each shard takes its snapshot at its first read.");
        }
        Optional<LogicalTransaction> open = session.openTransaction();
        if (open.isPresent() && open.get().hasBegun()) {
            open.get().requireActive();
            if (!session.dialect().transactions().commitsImplicitly()) {
                return;
            }
            session.commit();
        }
        session.begin(with(begin.modes(), session.takeCharacteristics()));
    }

    private static void requireKept(boolean release) {
        if (release) {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "RELEASE is not supported: the connection is the driver's.")
                    .withRemedy("Close the connection.");
        }
    }

    private void commit(boolean chain) throws SQLException {
        Optional<Characteristics> next =
                chain ? Optional.of(open("COMMIT AND CHAIN").characteristics()) : Optional.empty();
        session.commit();
        next.ifPresent(session::begin);
    }

    private void rollBack(boolean chain) {
        Optional<Characteristics> next =
                chain ? Optional.of(open("ROLLBACK AND CHAIN").characteristics()) : Optional.empty();
        session.rollBack();
        next.ifPresent(session::begin);
    }

    private LogicalTransaction open(String what) {
        return session.transaction()
                .orElseThrow(() -> new ShardException(
                        ErrorCode.INVALID_ARGUMENT, what + " can only be used inside a transaction."));
    }

    /** What the modes say, over what was so before. */
    static Characteristics with(TransactionModes modes, Characteristics before) {
        Characteristics now = switch (modes.isolation()) {
            case DEFAULT -> before;
            case READ_UNCOMMITTED -> before.withIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
            case READ_COMMITTED -> before.withIsolation(Connection.TRANSACTION_READ_COMMITTED);
            case REPEATABLE_READ -> before.withIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            case SERIALIZABLE -> before.withIsolation(Connection.TRANSACTION_SERIALIZABLE);
        };
        now = switch (modes.access()) {
            case DEFAULT -> now;
            case READ_ONLY -> now.withReadOnly(true);
            case READ_WRITE -> now.withReadOnly(false);
        };
        return switch (modes.deferrability()) {
            case DEFAULT -> now;
            case DEFERRABLE -> now.withDeferrable(true);
            case NOT_DEFERRABLE -> now.withDeferrable(false);
        };
    }
}
