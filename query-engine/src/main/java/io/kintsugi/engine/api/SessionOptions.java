package io.kintsugi.engine.api;

import java.util.Objects;
import java.util.Optional;

/**
 * How a session starts.
 *
 * @param autoCommit whether each statement is its own transaction
 * @param readOnly whether transactions are READ ONLY
 * @param pinnedShard keyspace and shard as {@code SET kintsugi.shard} takes them; empty for a session that is routed
 * @param transactionMode how transactions over several shards are treated
 * @param schemaChangeMode how schema changes inside transactions are treated
 */
public record SessionOptions(
        boolean autoCommit,
        boolean readOnly,
        Optional<String> pinnedShard,
        TransactionMode transactionMode,
        SchemaChangeMode schemaChangeMode) {
    /** Autocommit, read and write, routed, one shard written in each transaction, no schema change in one. */
    public static final SessionOptions DEFAULT =
            new SessionOptions(true, false, Optional.empty(), TransactionMode.SINGLE_SHARD, SchemaChangeMode.REFUSE);

    public SessionOptions {
        Objects.requireNonNull(pinnedShard, "pinnedShard");
        Objects.requireNonNull(transactionMode, "transactionMode");
        Objects.requireNonNull(schemaChangeMode, "schemaChangeMode");
    }
}
