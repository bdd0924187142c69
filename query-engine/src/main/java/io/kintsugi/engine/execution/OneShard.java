package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.result.WholeCursor;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ShardSql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A statement that one shard answers alone: nothing is added to it but the way there. Confined to the session. */
final class OneShard {
    private final ExecutionContext context;

    OneShard(ExecutionContext context) {
        this.context = context;
    }

    StatementResult run(ShardSql sql, boolean write, Bindings bindings, ExecuteOptions options, Deadline deadline)
            throws SQLException {
        int fetchSize = fetchSize(options);
        // Where the native driver streams only inside a transaction, one is made; a write is not left open for its
        // reader's sake.
        boolean anywhere = context.dialect().statements().streamsOutsideTransactions();
        boolean streams = fetchSize > 0 && !write && !context.keepsConnection(sql.shard()) && !anywhere;
        boolean needsTransaction = streams || context.nextTransactionDiffers();
        Held held = needsTransaction ? Held.transactional(context, false) : Held.autocommit(context);
        try {
            if (write) {
                held.requireWritable(List.of(sql.shard()));
            }
            Backend backend = held.open(sql.shard(), write, context);
            if (fetchSize > 0 && (anywhere || held.inTransaction())) {
                held.streams();
            }
            ShardCall call = new ShardCall(
                    backend,
                    sql,
                    bindings,
                    anywhere || held.inTransaction() ? fetchSize : 0,
                    options.rowsMax(),
                    options.generatedKeys(),
                    options.resultSetType(),
                    options.resultSetConcurrency(),
                    false,
                    options.fieldBytesMax(),
                    Preludes.values(List.of(sql), backend, context));
            ShardAnswer answer = call.run(context, deadline);
            requireConfirmed(answer, write, held);
            answer.generatedId().ifPresent(context::noteInsertId);
            return result(answer, held);
        } catch (SQLException failed) {
            held.giveUp(failed);
            throw explained(failed, sql, write && !held.inTransaction());
        } catch (RuntimeException failed) {
            held.giveUp(failed);
            throw failed;
        }
    }

    private int fetchSize(ExecuteOptions options) {
        if (options.holdable()) {
            return 0;
        }
        return options.fetchSize() > 0 ? options.fetchSize() : context.config().getInt(EngineProperty.FETCH_SIZE);
    }

    private static StatementResult result(ShardAnswer answer, Held held) throws SQLException {
        if (answer.rows().isPresent()) {
            RowCursor cursor = new WholeCursor(answer.rows().get(), List.of(), held);
            return new StatementResult.Rows(cursor, answer.warnings());
        }
        if (answer.generatedKeys().isPresent()) {
            RowCursor keys = new WholeCursor(answer.generatedKeys().get(), List.of(), held);
            return new StatementResult.UpdateCount(answer.count(), Optional.of(keys), answer.warnings());
        }
        answer.statement().close();
        held.closed();
        return new StatementResult.UpdateCount(answer.count(), Optional.empty(), answer.warnings());
    }

    private void requireConfirmed(ShardAnswer answer, boolean write, Held held) throws SQLException {
        if (write
                && !held.inTransaction()
                && context.dialect().failures().sayLocalOnly(answer.warnings().orElse(null))) {
            answer.statement().close();
            throw new ShardException(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "The write is committed on node " + answer.backend().node().name()
                            + ", but no replica has confirmed it.");
        }
    }

    /** A lost connection leaves open whether a statement that commits by itself has taken effect. */
    private SQLException explained(SQLException failed, ShardSql sql, boolean commitsItself) {
        if (commitsItself && context.dialect().failures().isConnectionLoss(failed)) {
            throw new ShardException(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "The connection to shard " + sql.shard() + " was lost during a write: " + failed.getMessage(),
                    failed);
        }
        return failed;
    }
}
