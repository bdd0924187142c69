package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.dialect.FailureRules;
import io.kintsugi.engine.dialect.WorkbenchRules;
import io.kintsugi.engine.result.WholeCursor;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.plan.WorkbenchTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A query that a database without rows finishes: the rows of its tables are pulled, within the application's
 * transaction where there is one. Few of them go along as parameters; more of them, and queries that see more of a
 * table than its rows, need a {@link LeasedDatabase}. What runs there may read nothing else: the server itself is
 * asked, for a table that was not replaced would be an empty one (sql-pitfalls 1).
 */
final class WorkbenchReading {
    private static final Logger LOG = LoggerFactory.getLogger(WorkbenchReading.class);

    private final ExecutionContext context;
    private final WorkbenchRules rules;
    private final ExecutionPlan.Workbench plan;
    private final Bindings bindings;
    private final ExecuteOptions options;
    private final Deadline deadline;

    /** Those that have not failed yet; the first one finishes what goes along as parameters. */
    private final Deque<ShardId> databases;

    /** How many characters of rows one statement can take, as the server says that was asked last. */
    private long sendableMax = Long.MAX_VALUE;

    WorkbenchReading(
            ExecutionContext context,
            ExecutionPlan.Workbench plan,
            Bindings bindings,
            ExecuteOptions options,
            Deadline deadline) {
        this.context = context;
        this.rules = context.dialect().workbench();
        this.plan = plan;
        this.bindings = bindings;
        this.options = options;
        this.deadline = deadline;
        List<ShardId> leasable = context.workbench();
        this.databases = new ArrayDeque<>(leasable.isEmpty() ? List.of(ShardId.CATALOG) : leasable);
    }

    StatementResult run() throws SQLException {
        begin(Measurements.Step.CHECK);
        // Before anything is pulled, and on a connection that nobody holds while the shards are asked.
        Optional<ShardSql> members =
                plan.members().isPresent() ? suited(plan.members().get()) : Optional.empty();
        PulledRows rows = rowsUnder(HeldBudget.of(plan, context, sendableMax));
        try (PullCursor pull = PullCursor.open(context, plan, bindings, deadline)) {
            boolean all = rows.fill(pull, members.isPresent() ? membersMax() : 0);
            if (!all || members.isEmpty()) {
                return finishInLeased(rows, pull, all);
            }
        }
        return finish(members.get(), rows);
    }

    private PulledRows rowsUnder(HeldBudget budget) {
        return new PulledRows(plan.tables().size(), rules, budget);
    }

    private void begin(Measurements.Step step) {
        if (context.measurements().isPresent()) {
            context.measurements().get().begin(step);
        }
    }

    /** Where nothing can be leased, everything has to go this way. */
    private long membersMax() {
        return plan.leases() ? context.config().get(EngineProperty.WORKBENCH_MEMBER_ROWS_MAX) : Long.MAX_VALUE;
    }

    /** Whether members of WITH can stand for the tables, in the server's eyes; refused where that is the only way. */
    private Optional<ShardSql> suited(ShardSql members) throws SQLException {
        try {
            requireNothingElse(members);
            return Optional.of(members);
        } catch (SQLException | ShardException unsuited) {
            if (plan.leases() && isAboutTheQuery(unsuited)) {
                return Optional.empty();
            }
            context.transaction().ifPresent(LogicalTransaction::noteRefusal);
            throw unsuited;
        }
    }

    private boolean isAboutTheQuery(Exception failed) {
        if (failed instanceof ShardException refused) {
            return refused.code() == ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY;
        }
        FailureRules failures = context.dialect().failures();
        return failed instanceof SQLException server
                && !failures.isConnectionLoss(server)
                && !failures.isCancellation(server);
    }

    /** With the statement's own parameters, by which the server may leave out parts of its plan. */
    private void requireNothingElse(ShardSql members) throws SQLException {
        Said said;
        try {
            said = explained(members, rowsUnder(HeldBudget.of(plan, context, 0)).before(bindings));
        } catch (SQLException refused) {
            if (!isAboutTheQuery(refused)) {
                throw refused;
            }
            // The application's own mistake, if it is one, in the words of its own text.
            explained(plan.original(), bindings);
            throw unsuited(String.valueOf(refused.getMessage()), refused);
        }
        if (rules.readsTables(said.plan(), schemas(said))) {
            throw unsuited("tables of the catalog, which are empty, would be read", null);
        }
    }

    /** Those of the tables, and where names without one are looked up there. */
    private List<String> schemas(Said said) {
        return Stream.concat(plan.tables().stream().map(WorkbenchTable::schema), Stream.of(said.database()))
                .distinct()
                .toList();
    }

    /** What a server says of a query, and the database it was asked in. */
    private record Said(String plan, String database) {}

    private Said explained(ShardSql sql, Bindings with) throws SQLException {
        Held held = Held.asking(context);
        try {
            Backend backend = open(held);
            String described = ServerPlan.of(new WorkbenchCalls(context, deadline, backend), sql, with);
            String database = backend.connection().getCatalog();
            sendableMax = rules.charactersMax(backend.connection());
            held.closed();
            return new Said(described, database);
        } catch (SQLException | RuntimeException failed) {
            held.giveUp(failed);
            throw failed;
        }
    }

    /** A connection to the first database that gives one: any of them is as good. */
    private Backend open(Held held) throws SQLException {
        while (databases.size() > 1) {
            try {
                return held.open(databases.element(), false, context);
            } catch (SQLException | ShardException failed) {
                WorkbenchCalls.requireStatementGoesOn(failed);
                LOG.warn("{} gives no connection; the next database is asked", databases.remove(), failed);
            }
        }
        return held.open(databases.element(), false, context);
    }

    private StatementResult finish(ShardSql members, PulledRows rows) throws SQLException {
        Held held = Held.apart(context);
        try {
            Backend backend = open(held);
            // Perhaps not the server that was asked before.
            rows.requireSendable(rules.charactersMax(backend.connection()));
            return rows(held, backend, members, rows.before(bindings));
        } catch (SQLException failed) {
            held.giveUp(failed);
            if (rules.isInexact(failed)) {
                throw unsuited(String.valueOf(failed.getMessage()), failed);
            }
            throw failed;
        } catch (RuntimeException failed) {
            held.giveUp(failed);
            throw failed;
        }
    }

    /** The shards' connections are held by now: nobody waits for a shard while a database is leased. */
    private StatementResult finishInLeased(PulledRows rows, PullCursor pull, boolean isAll) throws SQLException {
        begin(Measurements.Step.LEASE);
        LeasedDatabase leased = LeasedDatabase.lease(context, List.copyOf(databases), deadline);
        try {
            leased.prepare(plan, bindings);
            long batch = context.config().get(EngineProperty.WORKBENCH_LOAD_ROWS);
            boolean all = isAll;
            begin(Measurements.Step.LOAD);
            while (!all) {
                leased.load(plan.tables(), rows);
                all = rows.fill(pull, batch);
            }
            leased.load(plan.tables(), rows);
            pull.close();
            begin(Measurements.Step.LEASE);
            leased.seal();
            return rows(leased.held(), leased.backend(), plan.original(), bindings);
        } catch (SQLException | RuntimeException failed) {
            leased.held().giveUp(failed);
            throw failed;
        }
    }

    private StatementResult rows(Held held, Backend backend, ShardSql sql, Bindings with) throws SQLException {
        begin(Measurements.Step.FINISH);
        int fetchSize = fetchSize();
        ShardAnswer answer = new WorkbenchCalls(context, deadline, backend).query(sql, with, fetchSize, options);
        if (fetchSize > 0) {
            held.streams();
        }
        return new StatementResult.Rows(
                new WholeCursor(WorkbenchCalls.rowsOf(answer), List.of(), held), answer.warnings());
    }

    private int fetchSize() {
        boolean kept = options.holdable() || options.resultSetType() != ResultSet.TYPE_FORWARD_ONLY;
        if (kept) {
            return 0;
        }
        if (rules.alwaysStreams()) {
            return context.config().getInt(EngineProperty.MERGE_FETCH_SIZE);
        }
        return options.fetchSize() > 0 ? options.fetchSize() : context.config().getInt(EngineProperty.FETCH_SIZE);
    }

    /** Why the workbench cannot answer what it should have been able to. */
    static ShardException unsuited(String why, @Nullable SQLException cause) {
        return new ShardException(
                        ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY,
                        "The query needs rows of several shards in one place, and cannot be finished there: " + why,
                        cause)
                .withRemedy("Restrict every sharded table to one shard by its key, or split the query.");
    }
}
