package io.kintsugi.engine.execution;

import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ShardSql;
import java.util.List;

/** What a plan says to shards, in its order, and whether the shards return rows for it that they do not write. */
record PlanStatements(List<ShardSql> statements, boolean reads) {
    private static final PlanStatements NONE = new PlanStatements(List.of(), false);

    static PlanStatements of(ExecutionPlan plan) {
        return plan.accept(new Reader());
    }

    private static final class Reader implements ExecutionPlan.Visitor<PlanStatements> {
        @Override
        public PlanStatements singleShard(ExecutionPlan.SingleShard plan) {
            return new PlanStatements(List.of(plan.sql()), !plan.write());
        }

        @Override
        public PlanStatements anyShard(ExecutionPlan.AnyShard plan) {
            return new PlanStatements(plan.candidates(), true);
        }

        @Override
        public PlanStatements scatterRead(ExecutionPlan.ScatterRead plan) {
            return new PlanStatements(plan.statements(), true);
        }

        @Override
        public PlanStatements workbench(ExecutionPlan.Workbench plan) {
            return new PlanStatements(plan.pull().statements(), true);
        }

        @Override
        public PlanStatements scatterWrite(ExecutionPlan.ScatterWrite plan) {
            return new PlanStatements(plan.statements(), false);
        }

        @Override
        public PlanStatements splitInsert(ExecutionPlan.SplitInsert plan) {
            return new PlanStatements(plan.statements(), false);
        }

        /** It is not executed yet (issue 5). */
        @Override
        public PlanStatements readThenWrite(ExecutionPlan.ReadThenWrite plan) {
            return NONE;
        }

        @Override
        public PlanStatements catalog(ExecutionPlan.Catalog plan) {
            return new PlanStatements(List.of(plan.sql()), false);
        }

        @Override
        public PlanStatements transaction(ExecutionPlan.Transaction plan) {
            return NONE;
        }

        @Override
        public PlanStatements session(ExecutionPlan.Session plan) {
            return NONE;
        }

        @Override
        public PlanStatements command(ExecutionPlan.Command plan) {
            return NONE;
        }

        @Override
        public PlanStatements ddl(ExecutionPlan.Ddl plan) {
            return NONE;
        }

        @Override
        public PlanStatements explainRoute(ExecutionPlan.ExplainRoute plan) {
            return NONE;
        }
    }
}
