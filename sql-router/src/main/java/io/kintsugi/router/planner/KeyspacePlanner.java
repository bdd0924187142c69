package io.kintsugi.router.planner;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.analysis.DeclaredFunctions;
import io.kintsugi.router.planner.bind.FixedPlan;
import io.kintsugi.router.planner.bind.ReferenceShards;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RoutedPlan;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.read.ScatterPlanner;
import io.kintsugi.router.planner.scope.Change;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.planner.workbench.WorkbenchPlanner;
import io.kintsugi.router.planner.write.ChangePlanner;
import io.kintsugi.router.planner.write.InsertPlanner;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.router.syntax.LockStrength;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.QueryStatement;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.List;

/** Statements on the tables of one keyspace. */
final class KeyspacePlanner {
    private final Analysis analysis;
    private final Keyspace keyspace;

    KeyspacePlanner(Analysis analysis, Keyspace keyspace) {
        this.analysis = analysis;
        this.keyspace = keyspace;
    }

    StatementPlan plan() {
        RoutePlanner.refuseSessionFunctions(analysis);
        DeclaredFunctions.refuseUndeclared(analysis);
        List<Change> changes = analysis.scopes().changes();
        if (keyspace.shards().size() == 1) {
            return onlyShard(changes);
        }
        if (!changes.isEmpty()) {
            return new ChangePlanner(analysis, keyspace).plan();
        }
        List<Relation> sharded = analysis.tables(RelationKind.SHARDED);
        List<Relation> unsharded = analysis.tables(RelationKind.UNSHARDED);
        if (!sharded.isEmpty() && !unsharded.isEmpty()) {
            Query query = ((QueryStatement) analysis.statement()).query();
            return new WorkbenchPlanner(analysis, query).always(notTogether(sharded.get(0), unsharded.get(0)));
        }
        if (!unsharded.isEmpty()) {
            return RoutePlanner.one(Targets.id(keyspace, 0), analysis, "its tables are on this shard only");
        }
        return sharded.isEmpty() ? references() : routed(sharded);
    }

    private StatementPlan onlyShard(List<Change> changes) {
        boolean generates = changes.stream()
                .anyMatch(change ->
                        change.statement() instanceof InsertStatement && InsertPlanner.generates(change.target()));
        if (!generates) {
            return RoutePlanner.one(Targets.id(keyspace, 0), analysis, "the keyspace has one shard");
        }
        Change change = changes.get(0);
        if (changes.size() == 1 && !change.nested() && change.statement() instanceof InsertStatement insert) {
            return new InsertPlanner(analysis, keyspace, insert, change.target()).plan();
        }
        return new ChangePlanner(analysis, keyspace).plan();
    }

    private static Refusal notTogether(Relation sharded, Relation unsharded) {
        return new Refusal(
                ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY,
                unsharded.describe() + " is on one shard only, " + sharded.describe() + " on all of them",
                "Query them separately, or make the small one a reference table.",
                unsharded.token());
    }

    /**
     * Reference tables alone: any shard; a locking read always the same one, so that two of them exclude each other.
     */
    private StatementPlan references() {
        if (analysis.functions().has(FunctionKind.DECLARED)) {
            return routed(List.of());
        }
        if (!analysis.scopes().lockingQueries().isEmpty()) {
            return FixedPlan.one(
                            Targets.id(keyspace, 0),
                            true,
                            "reference tables are locked on the first shard, by all sessions alike")
                    .after(analysis.prelude());
        }
        return FixedPlan.any(Targets.some(keyspace), false, "every shard has its reference tables whole")
                .after(analysis.prelude());
    }

    private StatementPlan routed(List<Relation> sharded) {
        refuseLockedReferences();
        Query query = ((QueryStatement) analysis.statement()).query();
        List<ReferenceShards> references =
                new ArrayList<>(sharded.stream().map(analysis::shardsOf).toList());
        references.addAll(DeclaredFunctions.references(analysis, keyspace));
        return new RoutedPlan(
                keyspace,
                references,
                StatementEffects.writes(analysis),
                new ScatterPlanner(analysis, query, sharded).plan(),
                analysis.prelude());
    }

    /** FOR UPDATE on one copy of a reference table does not keep others from locking another copy. */
    private void refuseLockedReferences() {
        List<Relation> references = analysis.tables(RelationKind.REFERENCE);
        for (Query query : analysis.scopes().lockingQueries()) {
            boolean exclusive = query.locks().stream()
                    .filter(lock ->
                            lock.strength() == LockStrength.UPDATE || lock.strength() == LockStrength.NO_KEY_UPDATE)
                    .anyMatch(lock ->
                            lock.of().isEmpty() || lock.of().stream().anyMatch(name -> names(references, name.name())));
            if (exclusive && !references.isEmpty()) {
                throw new Refusal(
                                ErrorCode.LOCKING_READ_ACROSS_SHARDS,
                                references.get(0).describe() + " is a reference table: a lock on one copy keeps nobody"
                                        + " from the others",
                                "Name the sharded table in the lock: FOR UPDATE OF <table>.",
                                query.locks().get(0).span().first())
                        .thrown();
            }
        }
    }

    private static boolean names(List<Relation> relations, String name) {
        return relations.stream().anyMatch(relation -> relation.visibleName().equals(name));
    }
}
