package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.OutputColumn;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a statement leaves with the servers' sessions, one shard or several, is its session's and nobody else's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionBoundIT {
    private static final String SETTING = "SELECT set_config('work_mem', '7MB', false)";
    private static final String SHOWN = ": SELECT current_setting('work_mem')";
    private static final String SET = "7MB";
    private static final String PLAIN = "4MB";

    private EngineFixture fixture;

    @BeforeAll
    void start() throws SQLException {
        // The next session has the connections of the one before.
        fixture = new EngineFixture(EngineConfig.DEFAULT
                .with(EngineProperty.POOL_SIZE_PER_NODE, 2)
                .with(EngineProperty.MERGE_FETCH_SIZE, 1));
        fixture.everywhere("CREATE TABLE t (id bigint)");
        fixture.everywhere("INSERT INTO t VALUES (1), (2), (3)");
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    private static PreparedRoute reading() {
        String sql = SETTING + " FROM t";
        Merge merge = new Merge(
                Merge.Kind.CONCAT,
                List.of(),
                List.of(new OutputColumn.Same(0)),
                List.of(),
                false,
                List.of(),
                0,
                OptionalLong.empty(),
                1);
        return new PlanRouter.FixedRoute(
                sql, new ExecutionPlan.ScatterRead(PlanRouter.sqls("s0,s1", sql), merge, PlanRouter.WHY).bound());
    }

    private static String shown(EngineSession session, String shard) throws SQLException {
        return query(session, shard + SHOWN).get(0).get(0);
    }

    private void assertNobodyElseHasIt() throws SQLException {
        try (EngineSession first = fixture.transactional();
                EngineSession second = fixture.transactional()) {
            for (EngineSession next : List.of(first, second)) {
                assertThat(List.of(shown(next, "s0"), shown(next, "s1"))).containsExactly(PLAIN, PLAIN);
            }
        }
    }

    @Test
    void readOverSeveralShards_leavesItToItsSession() throws SQLException {
        try (EngineSession session = fixture.session()) {
            assertThat(query(session, reading(), ExecuteOptions.DEFAULT)).hasSize(6);
            assertThat(List.of(shown(session, "s0"), shown(session, "s1"))).containsExactly(SET, SET);
        }
        assertNobodyElseHasIt();
    }

    @Test
    void writeOverSeveralShards_leavesItToItsSession() throws SQLException {
        String sql = "UPDATE t SET id = id WHERE set_config('work_mem', '7MB', false) <> ''";
        ExecutionPlan.ScatterWrite plan = new ExecutionPlan.ScatterWrite(
                PlanRouter.sqls("s0,s1", sql), ExecutionPlan.ScatterWrite.Counting.SUM, false, PlanRouter.WHY);
        try (EngineSession session = fixture.session()) {
            run(session, "SET kintsugi.transaction_mode = 'best-effort'");
            StatementResult result = session.execute(
                    new PlanRouter.FixedRoute(sql, plan.bound()), Bindings.NONE, ExecuteOptions.DEFAULT);
            assertThat(((StatementResult.UpdateCount) result).count()).isEqualTo(6);
            assertThat(List.of(shown(session, "s0"), shown(session, "s1"))).containsExactly(SET, SET);
        }
        assertNobodyElseHasIt();
    }

    @Test
    void batch_leavesItToItsSession() throws SQLException {
        try (EngineSession session = fixture.session()) {
            ExecutionPlan.SingleShard plan = new ExecutionPlan.SingleShard(
                            PlanRouter.shardSql(
                                    PlanRouter.shard("s0"), "UPDATE t SET id = id WHERE (" + SETTING + ") <> ''"),
                            true,
                            PlanRouter.WHY)
                    .bound();
            session.executeBatch(
                    new PlanRouter.FixedRoute(plan.sql().text(), plan),
                    List.of(Bindings.NONE, Bindings.NONE),
                    ExecuteOptions.DEFAULT);
            assertThat(shown(session, "s0")).isEqualTo(SET);
        }
        assertNobodyElseHasIt();
    }

    @Test
    void connectionBesideTheOneThatIsKept_isCleanedToo() throws SQLException {
        try (EngineSession session = fixture.session()) {
            RowCursor open =
                    ((StatementResult.Rows) session.execute(reading(), Bindings.NONE, ExecuteOptions.DEFAULT)).cursor();
            assertThat(open.next()).isTrue();
            // The kept connections are in the open result's transaction.
            assertThat(query(session, "s0: " + SETTING)).hasSize(1);
            open.close();
        }
        assertNobodyElseHasIt();
    }
}
