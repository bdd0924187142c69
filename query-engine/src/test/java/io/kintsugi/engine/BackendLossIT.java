package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static io.kintsugi.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.OutputColumn;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * A server ends the backend of a statement at each of its moments. A result is never merely shorter, a commit never
 * merely claimed, and the session serves its next statement.
 */
class BackendLossIT {
    private static final int SECONDS_MAX = 30;
    private static final int ROWS = 5_000;

    /** Waits until they are gone, so that what comes next meets a connection that is dead. */
    private static final String END_OTHERS =
            "SELECT count(pg_terminate_backend(pid, 20000)) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND pid <> pg_backend_pid() AND application_name LIKE 'kintsugi-%'";

    private static final String SLOW_COMMIT =
            "CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NULL;"
                    + " END $$; CREATE CONSTRAINT TRIGGER late AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED"
                    + " FOR EACH ROW EXECUTE FUNCTION linger()";

    private static EngineFixture fixture() throws SQLException {
        EngineFixture fixture = new EngineFixture(EngineConfig.DEFAULT.with(EngineProperty.MERGE_FETCH_SIZE, 10));
        fixture.everywhere("CREATE TABLE orders (user_id bigint PRIMARY KEY, amount numeric)");
        return fixture;
    }

    /** What the work ends with: the node's backends are ended as soon as one is at work on a text like the given. */
    private static Throwable failureOfKilled(EngineFixture fixture, String node, String text, ThrowingCallable work)
            throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Callable<String> kill = () -> {
                FaultsIT.awaitRunning(fixture, node, text);
                return String.valueOf(fixture.value(node, END_OTHERS));
            };
            Future<String> killed = other.submit(kill);
            Throwable failure = catchThrowable(work);
            assertThat(killed.get(SECONDS_MAX, TimeUnit.SECONDS)).isNotEqualTo("0");
            return failure;
        } finally {
            other.shutdownNow();
        }
    }

    private static void assertLost(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        lost -> assertThat(lost.getSQLState())
                                .as(lost.toString())
                                .matches("57P01|08..."));
    }

    @Test
    void read_isAnErrorOfTheConnection_andTheSessionGoesOn() throws Exception {
        try (EngineFixture fixture = fixture();
                EngineSession session = fixture.session()) {
            assertLost(failureOfKilled(fixture, "a", "pg_sleep", () -> query(session, "s0: SELECT pg_sleep(60)")));
            fixture.assertNothingLeaked();
            assertThat(query(session, "s0: SELECT 1")).containsExactly(List.of("1"));
        }
    }

    @Test
    void readOnSeveralShards_isAnError_thoughTheOthersAnswer() throws Exception {
        try (EngineFixture fixture = fixture();
                EngineSession session = fixture.session()) {
            String sql = "SELECT pg_sleep(CASE current_database() WHEN '"
                    + fixture.topology().node("b").database() + "' THEN 60 ELSE 0 END)";
            assertLost(failureOfKilled(
                    fixture, "b", "CASE current_database", () -> query(session, scatter(sql), ExecuteOptions.DEFAULT)));
            fixture.assertNothingLeaked();
            assertThat(query(session, scatter("SELECT 1"), ExecuteOptions.DEFAULT))
                    .hasSize(2);
        }
    }

    private static PreparedRoute scatter(String sql) {
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
                sql, new ExecutionPlan.ScatterRead(PlanRouter.sqls("s0,s1", sql), merge, PlanRouter.WHY));
    }

    @Test
    void fetchOfAMergedResult_failsInsteadOfEndingEarly() throws Exception {
        String sql = "SELECT i FROM generate_series(1, " + ROWS + ") AS i";
        for (String node : List.of("a", "b")) {
            try (EngineFixture fixture = fixture();
                    EngineSession session = fixture.session()) {
                assertCutOff(fixture, node, session, scatter(sql), ExecuteOptions.DEFAULT, 2 * ROWS);
            }
        }
    }

    @Test
    void fetchOfAStreamedResult_failsInsteadOfEndingEarly() throws Exception {
        try (EngineFixture fixture = fixture();
                EngineSession session = fixture.session()) {
            PreparedRoute route = session.prepare("s0: SELECT i FROM generate_series(1, " + ROWS + ") AS i");
            assertCutOff(fixture, "a", session, route, ExecuteOptions.DEFAULT.withFetchSize(10), ROWS);
        }
    }

    private static void assertCutOff(
            EngineFixture fixture,
            String node,
            EngineSession session,
            PreparedRoute route,
            ExecuteOptions options,
            int rows)
            throws SQLException {
        StatementResult.Rows result = (StatementResult.Rows) session.execute(route, Bindings.NONE, options);
        try (RowCursor cursor = result.cursor()) {
            assertThat(cursor.next()).isTrue();
            assertThat(fixture.value(node, END_OTHERS)).isNotEqualTo("0");
            int[] read = {1};
            assertLost(catchThrowable(() -> {
                while (cursor.next()) {
                    read[0]++;
                }
            }));
            assertThat(read[0]).isLessThan(rows);
        }
        fixture.assertNothingLeaked();
        assertThat(query(session, "s0: SELECT 1")).containsExactly(List.of("1"));
        assertThat(query(session, "s1: SELECT 1")).containsExactly(List.of("1"));
    }

    @Test
    void commitOnItsWay_isUnknown_andNothingOfItIsClaimed() throws Exception {
        try (EngineFixture fixture = fixture();
                EngineSession session = fixture.transactional()) {
            fixture.on("a", SLOW_COMMIT);
            update(session, "s0: INSERT INTO orders VALUES (1, 1)");
            assertUnknown(failureOfKilled(fixture, "a", "COMMIT", session::commit));
            fixture.assertNothingLeaked();
            assertThat(session.inTransaction()).isFalse();
            assertThat(query(session, "s0: SELECT count(*) FROM orders")).containsExactly(List.of("0"));
            session.rollback();
        }
    }

    @Test
    void commitOfTheSecondShard_isUnknown_andNamesTheOneThatIsDone() throws Exception {
        try (EngineFixture fixture = fixture();
                EngineSession session = fixture.session()) {
            fixture.on("b", SLOW_COMMIT);
            run(session, "SET kintsugi.transaction_mode = 'best-effort'");
            Throwable failure = failureOfKilled(
                    fixture, "b", "COMMIT", () -> update(session, "s0,s1: INSERT INTO orders VALUES (1, 1)"));
            assertUnknown(failure);
            assertThat(failure).hasMessageContaining("committed on main/s0").hasMessageContaining("main/s1");
            fixture.assertNothingLeaked();
            assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("1");
            assertThat(fixture.value("b", "SELECT count(*) FROM orders")).isEqualTo("0");
        }
    }

    private static void assertUnknown(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ShardException.class,
                        unknown -> assertThat(unknown.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN));
    }
}
