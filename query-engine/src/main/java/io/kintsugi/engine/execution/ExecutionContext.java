package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.dialect.EngineDialect;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a session lends to the execution of its statements. Confined to the session, but for its parts that say so. */
public interface ExecutionContext {
    EngineDialect dialect();

    /** Where it is noted what the statement takes and gives; empty unless somebody has asked for that. */
    default Optional<Measurements> measurements() {
        return Optional.empty();
    }

    EngineConfig config();

    FanOut fanOut();

    RunningStatements running();

    TransactionMode transactionMode();

    /** What LAST_INSERT_ID() is to the session, wherever the rows went; 0 before the first. */
    long lastInsertId();

    void noteInsertId(long id);

    /** Whether the shard's connection must not be exchanged for another: it may have temporary tables. */
    boolean keepsConnection(ShardId shard);

    /** The application's own transaction; empty in autocommit. */
    Optional<LogicalTransaction> transaction();

    /** A transaction for one statement in autocommit, on connections of its own. */
    LogicalTransaction transactionForStatement(boolean readOnly);

    /**
     * One that only reads, in which all statements for a shard read the same snapshot of it: REPEATABLE READ at least.
     */
    LogicalTransaction snapshotForStatement();

    /** A transaction that writes on a database of the workbench and is rolled back, whatever the session's are like. */
    LogicalTransaction transactionForWorkbench();

    /** The databases that one query can have for itself, the next one first; none where the catalog has rows. */
    List<ShardId> workbench();

    /** Whether the next transaction, be it one statement, begins otherwise than the session's others. */
    boolean nextTransactionDiffers();

    /** The catalog's name among the shards, where it is one: one database must be one branch of a transaction. */
    ShardId canonical(ShardId shard);

    /** A connection outside any transaction; the session's open results may live on it too. The caller releases it. */
    Backend acquire(ShardId shard) throws SQLException;

    /**
     * From now on the session's statements for this shard go over one connection, which no other session gets before
     * this one ends, and then clean: temporary tables, locks and subscriptions are held by a server's session.
     */
    void keepConnection(ShardId shard) throws SQLException;

    /** The same for each shard that these go to, in their order: it is that of all statements. */
    default void keepConnections(List<ShardSql> statements) throws SQLException {
        for (ShardSql statement : statements) {
            keepConnection(statement.shard());
        }
    }

    /** The one of these that the session would rather use: joined already, or in use already. */
    ShardId preferred(List<ShardId> candidates);
}
