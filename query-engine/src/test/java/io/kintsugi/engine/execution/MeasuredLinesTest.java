package io.kintsugi.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The words; that the numbers are right is tried on servers. */
final class MeasuredLinesTest {
    private static final long MILLI = 1_000_000;
    private static final ShardId S0 = new ShardId("main", "s0");
    private static final ShardId S1 = new ShardId("main", "s1");
    private static final ExecutionPlan.ScatterWrite PLAN = new ExecutionPlan.ScatterWrite(
            List.of(new ShardSql(S0, "DELETE FROM t", List.of()), new ShardSql(S1, "DELETE FROM t", List.of())),
            ExecutionPlan.ScatterWrite.Counting.SUM,
            false,
            new RouteExplanation(RouteExplanation.Tier.MULTI_SHARD_WRITE, List.of(), List.of()));

    private final AtomicLong clock = new AtomicLong(5 * MILLI);

    private Measure measure(Measurements.Step step, ShardId shard, long millis, long count) {
        Measure measure = new Measure(step, shard, "node-" + shard.shard(), List.of(), clock::get);
        clock.addAndGet(millis * MILLI);
        measure.waited();
        measure.counted(count);
        return measure;
    }

    @Test
    void shards_comeInTheOrderOfThePlan() {
        Measure second = measure(Measurements.Step.STATEMENT, S1, 2, 1);
        Measure first = measure(Measurements.Step.STATEMENT, S0, 1_234, 5_000);
        MeasuredLines.Came written = new MeasuredLines.Came(5_001, true);
        assertThat(new MeasuredLines(PLAN, List.of(second, first), written).lines(1_300 * MILLI))
                .containsExactly(
                        "measured on main/s0: 5,000 rows written, 1,234.000 ms",
                        "measured on main/s1: 1 row written, 2.000 ms",
                        "measured in all: 5,001 rows written, 1,300.000 ms");
    }

    @Test
    void whatIsSaidToADatabaseOfTheWorkbench_isAddedUpByStep() {
        List<Measure> measures = List.of(
                measure(Measurements.Step.LEASE, S0, 1, 0),
                measure(Measurements.Step.LOAD, S0, 3, 1_000),
                measure(Measurements.Step.LOAD, S0, 4, 17),
                measure(Measurements.Step.LEASE, S0, 2, 0),
                measure(Measurements.Step.FINISH, S0, 9, 0));
        assertThat(new MeasuredLines(PLAN, measures, new MeasuredLines.Came(0, false)).lines(20 * MILLI))
                .containsExactly(
                        "measured lease of node-s0: 3.000 ms",
                        "measured load into node-s0: 1,017 rows, 7.000 ms",
                        "measured finish on node-s0, as written, over its tables: 0 rows, 9.000 ms",
                        "measured in all: 0 rows, 20.000 ms");
    }
}
