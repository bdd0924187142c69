package io.kintsugi.engine;

import io.kintsugi.engine.api.BatchResult;
import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.engine.execution.BatchExecution;
import io.kintsugi.engine.execution.ExplainedRoute;
import io.kintsugi.engine.execution.PlanExecution;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.TransactionEffect;
import io.kintsugi.router.plan.WeightDemand;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a session's statements from text to result. Confined to the session. */
final class StatementRunner {
    private static final Set<ErrorCode> STALE = EnumSet.of(
            ErrorCode.UNKNOWN_TABLE,
            ErrorCode.UNKNOWN_FUNCTION,
            ErrorCode.RESULT_SHAPE_MISMATCH,
            ErrorCode.TOPOLOGY_STALE);

    private final SessionCore session;
    private final PlanExecution execution;
    private final ImplicitEnds ends;

    StatementRunner(SessionCore session) {
        this.session = session;
        this.execution = new PlanExecution(session);
        this.ends = new ImplicitEnds(session);
    }

    PreparedRoute prepare(String sql) throws SQLException {
        RoutingContext context = session.routingContext();
        try {
            return planned(sql, context);
        } catch (ShardException refused) {
            if (!STALE.contains(refused.code()) || !session.refreshContext()) {
                throw refused;
            }
            return planned(sql, session.routingContext());
        }
    }

    /** What a statement would do in this session if it were bound to no shard. */
    ExecutionPlan planUnpinned(String sql, Bindings bindings) throws SQLException {
        RoutingContext now = session.routingContext();
        RoutingContext unpinned = new RoutingContext(
                now.topology(),
                now.schema(),
                now.searchPath(),
                now.sessionTimeZone(),
                Optional.empty(),
                List.of(),
                now.mySql());
        return bound(planned(sql, now.pinned().isEmpty() ? now : unpinned), bindings);
    }

    private SessionRoute planned(String sql, RoutingContext context) {
        return new SessionRoute(session.engine().router().prepare(sql, context), context);
    }

    /** A route made by somebody else is taken as it is. */
    @SuppressWarnings("ReferenceEquality")
    private PreparedRoute current(PreparedRoute route) throws SQLException {
        if (route.readsViews()) {
            session.refreshContext();
        }
        if (route instanceof SessionRoute known && known.context() != session.routingContext()) {
            return prepare(route.text());
        }
        return route;
    }

    StatementResult execute(PreparedRoute route, Bindings bindings, ExecuteOptions options) throws SQLException {
        try {
            return run(current(route), bindings, options);
        } catch (SQLException failed) {
            if (!session.dialect().failures().isUndefinedObject(failed) || !mayTryAgain(route, failed)) {
                throw failed;
            }
            return run(current(route), bindings, options);
        } catch (ShardException refused) {
            boolean again = STALE.contains(refused.code()) && mayTryAgain(route, refused);
            if (!again
                    && (refused.code() != ErrorCode.RESULT_SHAPE_MISMATCH
                            || session.openTransaction().isPresent())) {
                throw refused;
            }
            return run(current(route), bindings, options);
        }
    }

    /** Once, when planning it anew could help, and only where nothing of it can have run: outside transactions. */
    private boolean mayTryAgain(PreparedRoute route, Exception failed) {
        try {
            boolean changed = session.refreshContext();
            boolean whole = route.transactionEffect() != TransactionEffect.MAY_COMMIT;
            return changed && whole && session.openTransaction().isEmpty() && route instanceof SessionRoute;
        } catch (SQLException | ShardException second) {
            failed.addSuppressed(second);
            return false;
        }
    }

    private StatementResult run(PreparedRoute route, Bindings bindings, ExecuteOptions options) throws SQLException {
        ends.before(route);
        ExecutionPlan plan = bound(route, bindings);
        boolean control = plan instanceof ExecutionPlan.Transaction;
        if (!control && session.openTransaction().isPresent()) {
            session.openTransaction().get().requireActive();
        }
        long began = System.nanoTime();
        // The usual case, without the objects that the others need on their way.
        StatementResult result = plan instanceof ExecutionPlan.SingleShard single
                ? execution.singleShard(single, bindings, options)
                : plan.accept(new Dispatch(execution, bindings, options)).run();
        ends.after(route);
        session.engine().counters().executed(plan.explanation().tier(), System.nanoTime() - began);
        return result;
    }

    private ExecutionPlan bound(PreparedRoute route, Bindings bindings) throws SQLException {
        List<Long> ids = session.ids(route.idDemands());
        List<WeightDemand> weights = route.weightDemands(bindings);
        ExecutionPlan plan =
                weights.isEmpty() ? route.bind(bindings, ids) : route.bind(bindings, ids, session.weights(weights));
        // Here, where all of a batch is planned: a refusal comes before anything has run.
        if (plan instanceof ExecutionPlan.ReadThenWrite steps) {
            throw UnfinishedWrites.refusal(steps);
        }
        return plan;
    }

    BatchResult executeBatch(PreparedRoute route, List<? extends Bindings> bindings, ExecuteOptions options)
            throws SQLException {
        PreparedRoute current = current(route);
        session.openTransaction().ifPresent(open -> open.requireActive());
        ends.before(current);
        List<BatchExecution.Entry> entries = new ArrayList<>(bindings.size());
        for (Bindings one : bindings) {
            entries.add(new BatchExecution.Entry(one, batchable(bound(current, one))));
        }
        BatchExecution batch = new BatchExecution(session, (plan, one) -> entry(plan, one, options));
        boolean alone = session.autoCommit() && session.openTransaction().isEmpty();
        boolean atomic = session.dialect().statements().batchesAreAtomic();
        if (!alone || !atomic || !BatchExecution.couldBeHalved(entries, options)) {
            BatchResult result = batch.run(entries, options);
            if (result.failure().isEmpty()) {
                ends.after(current);
            }
            return result;
        }
        TransactionMode mode = BatchExecution.mode(entries, session.transactionMode());
        return session.allOrNothing(mode, () -> batch.run(entries, options));
    }

    /**
     * Texts run in their order, since a later one may depend on what an earlier one wrote. Those that are reads and
     * writes are planned before the first of them runs, and are one transaction in autocommit.
     */
    BatchResult executeBatch(List<String> texts, ExecuteOptions options) throws SQLException {
        BatchExecution batch = new BatchExecution(session, (plan, one) -> entry(plan, one, options));
        boolean alone = session.autoCommit() && session.openTransaction().isEmpty();
        boolean atomic = session.dialect().statements().batchesAreAtomic();
        List<BatchExecution.Entry> entries = alone && atomic ? readsAndWrites(texts) : List.of();
        if (entries.size() > 1) {
            TransactionMode mode = BatchExecution.mode(entries, session.transactionMode());
            return session.allOrNothing(mode, () -> batch.inTurn(entries.size(), entries::get));
        }
        BatchResult result = batch.inTurn(texts.size(), index -> entry(texts.get(index)));
        boolean doomed = result.failure().isPresent()
                && atomic
                && session.openTransaction().isPresent();
        return doomed ? result.undone() : result;
    }

    private StatementResult entry(ExecutionPlan plan, Bindings bindings, ExecuteOptions options) throws SQLException {
        StatementResult result =
                plan.accept(new Dispatch(execution, bindings, options)).run();
        session.followImplicitCommit();
        return result;
    }

    /** Empty when there is anything else among them. */
    private List<BatchExecution.Entry> readsAndWrites(List<String> texts) throws SQLException {
        List<BatchExecution.Entry> entries = new ArrayList<>(texts.size());
        for (String text : texts) {
            BatchExecution.Entry entry = entry(text);
            if (!BatchExecution.isReadOrWrite(entry.plan())) {
                return List.of();
            }
            entries.add(entry);
        }
        return entries;
    }

    private BatchExecution.Entry entry(String text) throws SQLException {
        session.openTransaction().ifPresent(open -> open.requireActive());
        PreparedRoute route = current(prepare(text));
        ends.before(route);
        return new BatchExecution.Entry(Bindings.NONE, batchable(bound(route, Bindings.NONE)));
    }

    private static ExecutionPlan batchable(ExecutionPlan plan) {
        if (plan instanceof ExecutionPlan.ExplainRoute explained && explained.analyze()) {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "EXPLAIN (ROUTE, ANALYZE) cannot be part of a batch: it would run its statement, and nobody"
                                    + " could read what was measured.")
                    .withRemedy("Execute it by itself.");
        }
        return plan;
    }

    /** What a statement comes to that is only asked about; empty when ids would have to be taken for it. */
    Optional<ExecutionPlan> planned(PreparedRoute route, Bindings bindings) throws SQLException {
        PreparedRoute current = current(route);
        return current.idDemands().isEmpty() ? Optional.of(bound(current, bindings)) : Optional.empty();
    }

    /** What a statement comes to with ids taken for it, whether or not it needs them. */
    ExecutionPlan plannedWithIds(PreparedRoute route, Bindings bindings) throws SQLException {
        return bound(current(route), bindings);
    }

    /** What is left to do once the plan is known. */
    private interface Action {
        StatementResult run() throws SQLException;
    }

    /** Says for each kind of plan who runs it. */
    private final class Dispatch implements ExecutionPlan.Visitor<Action> {
        private final PlanExecution execution;
        private final Bindings bindings;
        private final ExecuteOptions options;

        Dispatch(PlanExecution execution, Bindings bindings, ExecuteOptions options) {
            this.execution = execution;
            this.bindings = bindings;
            this.options = options;
        }

        @Override
        public Action singleShard(ExecutionPlan.SingleShard plan) {
            return () -> execution.singleShard(plan, bindings, options);
        }

        @Override
        public Action anyShard(ExecutionPlan.AnyShard plan) {
            return () -> execution.anyShard(plan, bindings, options);
        }

        @Override
        public Action scatterRead(ExecutionPlan.ScatterRead plan) {
            return () -> execution.scatterRead(plan, bindings, options);
        }

        @Override
        public Action workbench(ExecutionPlan.Workbench plan) {
            return () -> execution.workbench(plan, bindings, options);
        }

        @Override
        public Action scatterWrite(ExecutionPlan.ScatterWrite plan) {
            return () -> execution.scatterWrite(plan, bindings, options);
        }

        @Override
        public Action splitInsert(ExecutionPlan.SplitInsert plan) {
            return () -> execution.splitInsert(plan, bindings, options);
        }

        @Override
        public Action readThenWrite(ExecutionPlan.ReadThenWrite plan) {
            throw UnfinishedWrites.refusal(plan);
        }

        @Override
        public Action catalog(ExecutionPlan.Catalog plan) {
            return () -> execution.catalog(plan, bindings, options);
        }

        @Override
        public Action transaction(ExecutionPlan.Transaction plan) {
            return () -> new TransactionCommands(session).run(plan.command());
        }

        @Override
        public Action session(ExecutionPlan.Session plan) {
            return () -> new SettingCommands(session, execution).run(plan, options);
        }

        @Override
        public Action command(ExecutionPlan.Command plan) {
            MySqlSettingValues values = new MySqlSettingValues(session, StatementRunner.this);
            return () -> new MySqlVariables(session, new SettingCommands(session, execution), values)
                    .run(new MySqlSetParameters(session).written(plan, bindings), options);
        }

        @Override
        public Action ddl(ExecutionPlan.Ddl plan) {
            return () -> new SchemaChanges(session).run(plan);
        }

        @Override
        public Action explainRoute(ExecutionPlan.ExplainRoute plan) {
            return () -> new ExplainedRoute(session, plan)
                    .run(
                            bindings,
                            options,
                            (measured, own) -> plan.inner()
                                    .accept(new Dispatch(measured, bindings, own))
                                    .run());
        }
    }
}
