package io.kintsugi.cli.advise;

import io.kintsugi.router.plan.ExecutionPlan;

/** What becomes of one statement under a layout, the best first. */
enum Outcome {
    ONE_SHARD,
    MERGED,
    PULLED,
    SPREAD_WRITE,
    REFUSED,
    /** It touches no table, so no layout makes a difference to it. */
    TABLELESS;

    static Outcome of(ExecutionPlan plan) {
        return plan.accept(new Kinds());
    }

    private static final class Kinds implements ExecutionPlan.Visitor<Outcome> {
        @Override
        public Outcome singleShard(ExecutionPlan.SingleShard plan) {
            return ONE_SHARD;
        }

        @Override
        public Outcome anyShard(ExecutionPlan.AnyShard plan) {
            return ONE_SHARD;
        }

        @Override
        public Outcome scatterRead(ExecutionPlan.ScatterRead plan) {
            return MERGED;
        }

        @Override
        public Outcome workbench(ExecutionPlan.Workbench plan) {
            return PULLED;
        }

        @Override
        public Outcome scatterWrite(ExecutionPlan.ScatterWrite plan) {
            return SPREAD_WRITE;
        }

        @Override
        public Outcome splitInsert(ExecutionPlan.SplitInsert plan) {
            return SPREAD_WRITE;
        }

        @Override
        public Outcome readThenWrite(ExecutionPlan.ReadThenWrite plan) {
            // Planned, and refused when it is sent: commits on several shards are not supported yet.
            return REFUSED;
        }

        @Override
        public Outcome catalog(ExecutionPlan.Catalog plan) {
            return ONE_SHARD;
        }

        @Override
        public Outcome transaction(ExecutionPlan.Transaction plan) {
            return ONE_SHARD;
        }

        @Override
        public Outcome session(ExecutionPlan.Session plan) {
            return ONE_SHARD;
        }

        @Override
        public Outcome command(ExecutionPlan.Command plan) {
            return ONE_SHARD;
        }

        @Override
        public Outcome ddl(ExecutionPlan.Ddl plan) {
            return ONE_SHARD;
        }

        @Override
        public Outcome explainRoute(ExecutionPlan.ExplainRoute plan) {
            return ONE_SHARD;
        }
    }
}
