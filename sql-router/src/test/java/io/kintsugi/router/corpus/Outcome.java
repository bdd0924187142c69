package io.kintsugi.router.corpus;

import io.kintsugi.router.plan.ExecutionPlan;

/** What became of a statement. */
enum Outcome {
    PASSED("passed to one shard"),
    MERGED("merged from several shards"),
    PULLED("pulled together from several shards"),
    WRITTEN("written on several shards"),
    CATALOG("answered by the catalog"),
    SESSION("transaction or session"),
    DEFINITION("schema change"),
    REFUSED("refused");

    private final String title;

    Outcome(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    static Outcome of(ExecutionPlan plan) {
        return plan.accept(new Kind());
    }

    private static final class Kind implements ExecutionPlan.Visitor<Outcome> {
        @Override
        public Outcome singleShard(ExecutionPlan.SingleShard plan) {
            return PASSED;
        }

        @Override
        public Outcome anyShard(ExecutionPlan.AnyShard plan) {
            return PASSED;
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
            return WRITTEN;
        }

        @Override
        public Outcome splitInsert(ExecutionPlan.SplitInsert plan) {
            return WRITTEN;
        }

        @Override
        public Outcome readThenWrite(ExecutionPlan.ReadThenWrite plan) {
            return WRITTEN;
        }

        @Override
        public Outcome catalog(ExecutionPlan.Catalog plan) {
            return CATALOG;
        }

        @Override
        public Outcome transaction(ExecutionPlan.Transaction plan) {
            return SESSION;
        }

        @Override
        public Outcome session(ExecutionPlan.Session plan) {
            return SESSION;
        }

        @Override
        public Outcome command(ExecutionPlan.Command plan) {
            return SESSION;
        }

        @Override
        public Outcome ddl(ExecutionPlan.Ddl plan) {
            return DEFINITION;
        }

        @Override
        public Outcome explainRoute(ExecutionPlan.ExplainRoute plan) {
            return plan.inner().accept(this);
        }
    }
}
