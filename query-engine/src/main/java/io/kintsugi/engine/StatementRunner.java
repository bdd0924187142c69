package io.kintsugi.engine;

import io.kintsugi.engine.api.BatchResult;
import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.engine.execution.BatchExecution;
import io.kintsugi.engine.execution.PlanExecution;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.plan.ExecutionPlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Takes a session's statements from text to result. Confined to the session. */
final class StatementRunner {
    /** A table, column, function or type is not there: perhaps only because somebody has just changed the schema. */
    private static final Set<String> UNDEFINED = Set.of("42P01", "42703", "42883", "42704");

    private static final Set<ErrorCode> STALE = EnumSet.of(
            ErrorCode.UNKNOWN_TABLE,
            ErrorCode.UNKNOWN_FUNCTION,
            ErrorCode.RESULT_SHAPE_MISMATCH,
            ErrorCode.TOPOLOGY_STALE);

    private final SessionCore session;
    private final PlanExecution execution;
    private final TransactionCommands transactions;
    private final SettingCommands settings;
    private final SchemaChanges schemaChanges;

    StatementRunner(SessionCore session) {
        this.session = session;
        this.execution = new PlanExecution(session);
        this.transactions = new TransactionCommands(session);
        this.settings = new SettingCommands(session, execution);
        this.schemaChanges = new SchemaChanges(session);
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
            if (!UNDEFINED.contains(String.valueOf(failed.getSQLState())) || !mayTryAgain(route, failed)) {
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
            return changed && session.openTransaction().isEmpty() && route instanceof SessionRoute;
        } catch (SQLException | ShardException second) {
            failed.addSuppressed(second);
            return false;
        }
    }

    private StatementResult run(PreparedRoute route, Bindings bindings, ExecuteOptions options) throws SQLException {
        ExecutionPlan plan = route.bind(bindings, session.ids(route.idDemands()));
        boolean ends = plan instanceof ExecutionPlan.Transaction;
        if (!ends && session.openTransaction().isPresent()) {
            session.openTransaction().get().requireActive();
        }
        Action action = plan.accept(new Dispatch(bindings, options));
        long began = System.nanoTime();
        StatementResult result = action.run();
        session.engine().counters().executed(plan.explanation().tier(), System.nanoTime() - began);
        return result;
    }

    BatchResult executeBatch(PreparedRoute route, List<? extends Bindings> bindings, ExecuteOptions options)
            throws SQLException {
        PreparedRoute current = current(route);
        session.openTransaction().ifPresent(open -> open.requireActive());
        List<BatchExecution.Entry> entries = new ArrayList<>(bindings.size());
        for (Bindings one : bindings) {
            entries.add(new BatchExecution.Entry(one, current.bind(one, session.ids(current.idDemands()))));
        }
        BatchExecution batch = new BatchExecution(
                session, (plan, one) -> plan.accept(new Dispatch(one, options)).run());
        boolean alone = session.autoCommit() && session.openTransaction().isEmpty();
        if (!alone || !BatchExecution.couldBeHalved(entries)) {
            return batch.run(entries, options);
        }
        TransactionMode mode = BatchExecution.mode(entries, session.transactionMode());
        return session.allOrNothing(mode, () -> batch.run(entries, options));
    }

    /** What is left to do once the plan is known. */
    private interface Action {
        StatementResult run() throws SQLException;
    }

    /** Says for each kind of plan who runs it. */
    private final class Dispatch implements ExecutionPlan.Visitor<Action> {
        private final Bindings bindings;
        private final ExecuteOptions options;

        Dispatch(Bindings bindings, ExecuteOptions options) {
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
        public Action scatterWrite(ExecutionPlan.ScatterWrite plan) {
            return () -> execution.scatterWrite(plan, bindings, options);
        }

        @Override
        public Action splitInsert(ExecutionPlan.SplitInsert plan) {
            return () -> execution.splitInsert(plan, bindings, options);
        }

        @Override
        public Action catalog(ExecutionPlan.Catalog plan) {
            return () -> execution.catalog(plan, bindings, options);
        }

        @Override
        public Action transaction(ExecutionPlan.Transaction plan) {
            return () -> transactions.run(plan.command());
        }

        @Override
        public Action session(ExecutionPlan.Session plan) {
            return () -> settings.run(plan, options);
        }

        @Override
        public Action ddl(ExecutionPlan.Ddl plan) {
            return () -> schemaChanges.run(plan);
        }

        @Override
        public Action explainRoute(ExecutionPlan.ExplainRoute plan) {
            return () -> execution.lines("QUERY PLAN", plan.lines());
        }
    }
}
