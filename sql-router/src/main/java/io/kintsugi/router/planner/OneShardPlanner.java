package io.kintsugi.router.planner;

import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.FixedPlan;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.scope.Change;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.planner.write.InsertPlanner;
import io.kintsugi.router.syntax.InsertStatement;
import java.util.List;

/**
 * A cluster of one shard: every statement goes there as it is, but for generated ids and a catalog that is elsewhere.
 */
final class OneShardPlanner {
    private OneShardPlanner() {}

    static StatementPlan plan(Analysis analysis, CertainTarget target, boolean writes) {
        SessionEffects.refuse(analysis);
        boolean systemOnly = analysis.logicalTables().isEmpty()
                && !analysis.tables(RelationKind.SYSTEM).isEmpty();
        if (systemOnly && !target.holdsCatalog() && !writes) {
            return FixedPlan.catalog(false, "every relation in it is part of the system catalog");
        }
        List<Change> changes = analysis.scopes().changes();
        if (changes.size() == 1
                && !changes.get(0).nested()
                && changes.get(0).statement() instanceof InsertStatement insert
                && InsertPlanner.generates(changes.get(0).target())) {
            return new InsertPlanner(
                            analysis,
                            changes.get(0).target().keyspace(),
                            insert,
                            changes.get(0).target())
                    .plan();
        }
        if (!target.holdsCatalog() && analysis.logicalTables().isEmpty() && SessionEffects.isNotification(analysis)) {
            return FixedPlan.catalog(true, "notifications go through the catalog");
        }
        return verbatim(analysis, target, writes);
    }

    /** The text as it is, over a connection that the session keeps where something of the statement stays with it. */
    static StatementPlan verbatim(Analysis analysis, CertainTarget target, boolean writes) {
        SessionEffects.refuseLastStatement(analysis);
        return FixedPlan.one(target.shard(), writes, target.reason())
                .sessionBound(SessionEffects.stayWithConnection(analysis))
                .after(analysis.prelude());
    }
}
