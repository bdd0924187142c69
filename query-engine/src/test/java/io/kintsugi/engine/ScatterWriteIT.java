package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.drain;
import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.engine.PlanRouter.FixedRoute;
import io.kintsugi.engine.api.BatchResult;
import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.ShardSql;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes on several shards: split inserts, copies, batches. */
class ScatterWriteIT {
    private static final GeneratedKeys KEYS = new GeneratedKeys.Columns(List.of("user_id"));

    private EngineFixture fixture;

    @BeforeEach
    void start() throws SQLException {
        fixture = new EngineFixture();
        fixture.everywhere("CREATE TABLE orders (user_id bigint PRIMARY KEY, amount numeric)");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private EngineSession bestEffort() throws SQLException {
        EngineSession session = fixture.session();
        run(session, "SET kintsugi.transaction_mode = 'best-effort'");
        return session;
    }

    private static PreparedRoute split(String tail) {
        List<ShardSql> sqls = List.of(
                PlanRouter.shardSql(PlanRouter.shard("s0"), "INSERT INTO orders VALUES (1, 1), (3, 3)" + tail),
                PlanRouter.shardSql(PlanRouter.shard("s1"), "INSERT INTO orders VALUES (2, 2), (4, 4)" + tail));
        List<List<Integer>> ordinals = List.of(List.of(0, 2), List.of(1, 3));
        return new FixedRoute("", new ExecutionPlan.SplitInsert(sqls, ordinals, !tail.isEmpty(), PlanRouter.WHY));
    }

    @Test
    void splitInsert_returnsRowsInStatementOrder() throws SQLException {
        try (EngineSession session = bestEffort()) {
            assertThat(query(session, split(" RETURNING user_id"), ExecuteOptions.DEFAULT))
                    .containsExactly(List.of("1"), List.of("2"), List.of("3"), List.of("4"));
        }
    }

    @Test
    void splitInsert_returnsGeneratedKeysInStatementOrder() throws SQLException {
        try (EngineSession session = bestEffort()) {
            StatementResult.UpdateCount result = (StatementResult.UpdateCount)
                    session.execute(split(""), Bindings.NONE, ExecuteOptions.DEFAULT.withGeneratedKeys(KEYS));
            assertThat(result.count()).isEqualTo(4);
            assertThat(drain(result.generatedKeys().orElseThrow()))
                    .containsExactly(List.of("1"), List.of("2"), List.of("3"), List.of("4"));
        }
    }

    @Test
    void splitInsert_withoutBestEffort_isRefused_andWritesNothing() throws SQLException {
        try (EngineSession session = fixture.session()) {
            EngineSessionIT.assertRefused(
                    () -> session.execute(split(""), Bindings.NONE, ExecuteOptions.DEFAULT),
                    ErrorCode.MULTI_SHARD_TRANSACTION);
            assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("0");
        }
    }

    @Test
    void copiesThatDiffer_areNoticed_andUndone() throws SQLException {
        fixture.on("a", "INSERT INTO orders VALUES (1, 1)");
        ExecutionPlan plan = new ExecutionPlan.ScatterWrite(
                PlanRouter.sqls("s0,s1", "UPDATE orders SET amount = 5"),
                ExecutionPlan.ScatterWrite.Counting.ONE,
                false,
                PlanRouter.WHY);
        try (EngineSession session = bestEffort()) {
            EngineSessionIT.assertRefused(
                    () -> session.execute(new FixedRoute("", plan), Bindings.NONE, ExecuteOptions.DEFAULT),
                    ErrorCode.REFERENCE_WRITE_NOT_DETERMINISTIC);
            assertThat(fixture.value("a", "SELECT amount FROM orders")).isEqualTo("1");
        }
    }

    /** One long, bound as the only parameter. */
    private record OneLong(long value) implements Bindings {
        @Override
        public Object value(int number) {
            return value;
        }

        @Override
        public void bind(PreparedStatement target, int number, int targetIndex) throws SQLException {
            target.setLong(targetIndex, value);
        }
    }

    /** Even values to s0, odd ones to s1. */
    private record ByParity() implements PreparedRoute {
        @Override
        public String text() {
            return "INSERT INTO orders VALUES (?, 1)";
        }

        @Override
        public int parameterCount() {
            return 1;
        }

        @Override
        public boolean writes() {
            return true;
        }

        @Override
        public List<IdDemand> idDemands() {
            return List.of();
        }

        @Override
        public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
            String shard = "s" + ((Long) Objects.requireNonNull(parameters.value(1))) % 2;
            return new ExecutionPlan.SingleShard(
                    PlanRouter.shardSql(PlanRouter.shard(shard), text()), true, PlanRouter.WHY);
        }
    }

    private static List<OneLong> values(long... values) {
        return LongStream.of(values).mapToObj(OneLong::new).toList();
    }

    @Test
    void batch_isGroupedByShard_countsAndKeysInOrder() throws SQLException {
        try (EngineSession session = fixture.session()) {
            BatchResult result = session.executeBatch(
                    new ByParity(), values(5, 2, 7, 4), ExecuteOptions.DEFAULT.withGeneratedKeys(KEYS));
            assertThat(result.failure()).isEmpty();
            assertThat(result.counts()).containsExactly(1L, 1L, 1L, 1L);
            assertThat(drain(result.generatedKeys().orElseThrow()))
                    .containsExactly(List.of("5"), List.of("2"), List.of("7"), List.of("4"));
            assertThat(fixture.value("a", "SELECT string_agg(user_id::text, ',') FROM orders"))
                    .isEqualTo("2,4");
        }
    }

    @Test
    void batchFailure_inAutocommitMode_leavesNoEntryOnAnyShard() throws SQLException {
        fixture.on("b", "INSERT INTO orders VALUES (7, 0)");
        try (EngineSession session = fixture.session()) {
            BatchResult result = session.executeBatch(new ByParity(), values(2, 7, 4), ExecuteOptions.DEFAULT);
            assertThat(result.failure()).isPresent();
            assertThat(result.counts()).containsOnly((long) Statement.EXECUTE_FAILED);
            assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("0");
        }
    }

    @Test
    void batchOverTwoShards_insideATransaction_isRefusedBeforeItRuns() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            assertThatThrownBy(() -> session.executeBatch(new ByParity(), values(2, 7), ExecuteOptions.DEFAULT))
                    .hasMessageContaining("main/s0")
                    .hasMessageContaining("main/s1");
            session.rollback();
            assertThat(session.executeBatch(new ByParity(), values(2, 4), ExecuteOptions.DEFAULT)
                            .counts())
                    .containsExactly(1L, 1L);
            session.commit();
            assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("2");
        }
    }
}
