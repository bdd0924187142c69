package io.kintsugi.engine;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Writes that the native driver makes through a result set. Nothing of them passes through the engine, so that its
 * transaction must be told before: else their shard would be taken for one that was only read. Confined to the session.
 */
final class NativeWrites {
    private final SessionCore session;
    private final StatementRunner statements;

    NativeWrites(SessionCore session, StatementRunner statements) {
        this.session = session;
        this.statements = statements;
    }

    /** Whether the write may be made; then its shard counts as written. */
    boolean begin(Connection connection, PreparedRoute same, Bindings bindings) throws SQLException {
        Optional<ExecutionPlan> plan = statements.planned(same, bindings);
        ExecutionPlan known = plan.isPresent() ? plan.get() : withItsOwnIds(same, bindings);
        Optional<ShardId> shard = shardOf(connection, candidates(known, same.text()));
        return shard.isPresent() && joins(shard.get(), connection);
    }

    /** MySQL asks for ids before it is known whether the row has one of its own. */
    private ExecutionPlan withItsOwnIds(PreparedRoute same, Bindings bindings) throws SQLException {
        ExecutionPlan plan = statements.plannedWithIds(same, bindings);
        boolean own = plan instanceof ExecutionPlan.SingleShard single
                && single.sql().text().equals(same.text())
                && single.sql().prelude().insertId().isEmpty();
        if (!own) {
            throw generatedOverAllShards(same.idDemands().get(0));
        }
        return plan;
    }

    private static ShardException generatedOverAllShards(IdDemand demand) {
        return new ShardException(
                        ErrorCode.UNSUPPORTED_STATEMENT,
                        "A row that is inserted through a result set gets no id for " + demand.table() + "."
                                + demand.column() + ", which is generated over all shards.")
                .withRemedy("Set " + demand.column() + " yourself, or write the row with INSERT.");
    }

    /** Where the write may belong, each row of it to one of them alone. */
    private static List<ShardId> candidates(ExecutionPlan plan, String text) {
        if (plan instanceof ExecutionPlan.SingleShard single) {
            return single.sql().text().equals(text) ? List.of(single.sql().shard()) : List.of();
        }
        if (plan instanceof ExecutionPlan.ScatterWrite scatter
                && scatter.counting() == ExecutionPlan.ScatterWrite.Counting.SUM) {
            return scatter.statements().stream().map(ShardSql::shard).toList();
        }
        return List.of();
    }

    private Optional<ShardId> shardOf(Connection connection, List<ShardId> candidates) {
        return candidates.stream()
                .filter(shard -> session.connections().leadsTo(shard, connection, session.openTransaction()))
                .findFirst();
    }

    /** The connection itself must be the transaction's: what another one writes, no rollback would undo. */
    @SuppressWarnings("ReferenceEquality")
    private boolean joins(ShardId shard, Connection connection) throws SQLException {
        Optional<LogicalTransaction> open = session.transaction();
        if (open.isEmpty()) {
            return true;
        }
        open.get().requireActive();
        ShardId canonical = session.canonical(shard);
        open.get().requireWritable(List.of(canonical));
        return open.get().join(canonical, false).connection() == connection
                && open.get().join(canonical, true).connection() == connection;
    }
}
