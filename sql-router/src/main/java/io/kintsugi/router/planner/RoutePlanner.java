package io.kintsugi.router.planner;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.FixedPlan;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.SessionBoundPlan;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.router.planner.bind.ViewPlan;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.planner.workbench.WorkbenchPlanner;
import io.kintsugi.router.planner.write.ChangePlanner;
import io.kintsugi.router.syntax.QueryStatement;
import io.kintsugi.topology.Keyspace;
import java.util.List;

/**
 * Sorts a statement by what it touches: temporary tables, the system catalog, nothing, or the tables of one keyspace.
 */
final class RoutePlanner {
    private final Analysis analysis;

    RoutePlanner(Analysis analysis) {
        this.analysis = analysis;
    }

    StatementPlan plan() {
        refuseTemporary();
        SessionEffects.refuse(analysis);
        SessionEffects.refuseConnectionState(analysis);
        List<Relation> system = analysis.tables(RelationKind.SYSTEM);
        List<Relation> logical = analysis.logicalTables();
        if (!system.isEmpty() && !logical.isEmpty()) {
            throw mixed(system.get(0), logical.get(0)).thrown();
        }
        if (!system.isEmpty()) {
            return new TablelessPlanner(analysis).catalog(system.get(0));
        }
        if (logical.isEmpty()) {
            return withSettings(new TablelessPlanner(analysis).plan());
        }
        StatementPlan plan = withSettings(
                analysis.keyspaces().size() == 1
                        ? new KeyspacePlanner(analysis, logical.get(0).keyspace()).plan()
                        : severalKeyspaces(logical));
        return analysis.scopes().readsViews() ? new ViewPlan(plan) : plan;
    }

    /** A function of the user's may change settings that nobody sees: they are the session's, like those it sets. */
    private StatementPlan withSettings(StatementPlan plan) {
        return analysis.functions().has(FunctionKind.DECLARED) ? new SessionBoundPlan(plan) : plan;
    }

    private void refuseTemporary() {
        for (Relation table : analysis.tables(RelationKind.TEMPORARY)) {
            throw new Refusal(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            table.visibleName() + " is a temporary table of this session, which lives on one shard",
                            "Bind the session to that shard first: SET kintsugi.shard = '<keyspace>/<shard>'.",
                            table.token())
                    .thrown();
        }
    }

    private static Refusal mixed(Relation system, Relation logical) {
        return new Refusal(
                ErrorCode.MIXED_SYSTEM_AND_LOGICAL_RELATIONS,
                "The statement reads " + system.visibleName() + " of the system catalog together with "
                        + logical.describe(),
                "Query the system catalog and the application's tables separately.",
                system.token());
    }

    private StatementPlan severalKeyspaces(List<Relation> logical) {
        Keyspace first = logical.get(0).keyspace();
        boolean writes = !analysis.scopes().changes().isEmpty();
        Relation stranger = logical.stream()
                .filter(table -> !table.keyspace().name().equals(first.name()))
                .findFirst()
                .orElseThrow();
        Refusal refusal = new Refusal(
                writes ? ErrorCode.UNSUPPORTED_CROSS_SHARD_WRITE : ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY,
                "The tables are in different keyspaces: " + logical.get(0).describe() + " in " + first.name() + ", "
                        + stranger.describe() + " in " + stranger.keyspace().name(),
                "Query each keyspace separately, or move the tables into one keyspace.",
                stranger.token());
        if (!writes && analysis.statement() instanceof QueryStatement read) {
            return new WorkbenchPlanner(analysis, read.query()).always(refusal);
        }
        Relation changed = analysis.scopes().changes().get(0).target();
        if (!changed.kind().isLogical()) {
            throw refusal.thrown();
        }
        return new ChangePlanner(analysis, changed.keyspace()).acrossKeyspaces(refusal);
    }

    /** The only shard of a keyspace. */
    static ShardId onlyShard(Keyspace keyspace) {
        return Targets.id(keyspace, 0);
    }

    /** A plan for one shard, with what it does to data. */
    static FixedPlan one(ShardId shard, Analysis analysis, String reason) {
        return FixedPlan.one(shard, StatementEffects.writes(analysis), reason).after(analysis.prelude());
    }

    /** Refuses functions that mean something else beside tables of the application. */
    static void refuseSessionFunctions(Analysis analysis) {
        analysis.functions()
                .first(
                        FunctionKind.SEQUENCE,
                        FunctionKind.LAST_VALUE,
                        FunctionKind.ADVISORY_LOCK,
                        FunctionKind.NOTIFY,
                        FunctionKind.SIZE)
                .ifPresent(called -> {
                    throw new Refusal(
                                    ErrorCode.UNSUPPORTED_STATEMENT,
                                    called.call().name().name() + " cannot stand in a statement that touches tables: it"
                                            + " would act on whichever shard the statement goes to",
                                    "Call it in a statement of its own; for new ids use generate: in the topology and"
                                            + " RETURNING.",
                                    called.token())
                            .thrown();
                });
    }
}
