package io.kintsugi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kintsugi.engine.api.BatchResult;
import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.testkit.report.Seed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A statement ends at its timeout as by Connector/J's own timer, and nothing that runs after it does. */
@MySqlTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlTimeoutIT {
    private static final ExecuteOptions SHORT = ExecuteOptions.DEFAULT.withTimeoutMillis(700);
    private static final String LONG_SLEEP = "s0: SELECT SLEEP(60)";

    /** So that the next statement has the same connection. */
    private static final EngineConfig ONE_CONNECTION = EngineConfig.DEFAULT.with(EngineProperty.POOL_SIZE_PER_NODE, 1);

    private static final String RUNNING = "SELECT count(*) FROM information_schema.processlist"
            + " WHERE info LIKE '%SLEEP(60)%' AND id <> CONNECTION_ID()";

    private static final int SECONDS_MAX = 30;
    private static final int ROUNDS = 40;
    private static final int MILLIS_MOST = 12;

    private MySqlEngineFixture fixture;

    @BeforeAll
    void start() throws SQLException {
        fixture = new MySqlEngineFixture(ONE_CONNECTION, new PlanRouter());
        fixture.everywhere("CREATE TABLE t (id bigint PRIMARY KEY)");
    }

    @AfterAll
    void stop() throws SQLException {
        fixture.close();
    }

    private static List<List<String>> query(EngineSession session, String text, ExecuteOptions options)
            throws SQLException {
        return EngineFixture.query(session, session.prepare(text), options);
    }

    @Test
    void statement_endsAtItsTimeout() throws SQLException {
        try (EngineSession session = fixture.session()) {
            query(session, "s0: SELECT 1", ExecuteOptions.DEFAULT);
            for (ExecuteOptions options : List.of(SHORT, SHORT.withFetchSize(10))) {
                assertThatThrownBy(() -> query(session, LONG_SLEEP, options)).isInstanceOf(SQLTimeoutException.class);
                assertThat(query(session, "s0: SELECT 1", ExecuteOptions.DEFAULT))
                        .containsExactly(List.of("1"));
            }
        }
    }

    @Test
    void batch_endsAtItsTimeout() throws SQLException {
        try (Connection blocking = MySqlEngineFixture.connect(fixture.topology().node("b"));
                Statement insert = blocking.createStatement();
                EngineSession session = fixture.session()) {
            // A connection that has to be made takes its part of the time.
            query(session, "s1: SELECT 1", ExecuteOptions.DEFAULT);
            blocking.setAutoCommit(false);
            insert.execute("INSERT INTO t VALUES (1)");
            BatchResult result = session.executeBatch(
                    session.prepare("s1: INSERT INTO t VALUES (1)"),
                    List.of(Bindings.NONE, Bindings.NONE, Bindings.NONE),
                    SHORT);
            assertThat((Throwable) result.failure().orElseThrow()).hasRootCauseInstanceOf(SQLTimeoutException.class);
            blocking.rollback();
            assertThat(query(session, "s1: SELECT count(*) FROM t", ExecuteOptions.DEFAULT))
                    .containsExactly(List.of("0"));
        }
    }

    /** Cancels it once the server runs it. */
    private String cancelled(EngineSession session, String read) throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> running = threads.submit(() -> query(session, read, ExecuteOptions.DEFAULT.withFetchSize(10)));
            while ("0".equals(fixture.value("k", RUNNING))) {
                assertThat(running.isDone()).isFalse();
            }
            session.cancel();
            return String.valueOf(catchThrowable(() -> running.get(SECONDS_MAX, TimeUnit.SECONDS)));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void statementAfterACursorThatIsCancelled_getsItsOwnAnswer() throws Exception {
        try (EngineSession session = fixture.session();
                EngineSession next = fixture.session()) {
            for (String read : List.of(LONG_SLEEP, "s0: SELECT BENCHMARK(100000000000, SHA2('SLEEP(60)', 512))")) {
                assertThat(cancelled(session, read)).contains("interrupted");
                for (String value : List.of("41", "42", "43")) {
                    assertThat(query(next, "s0: SELECT " + value, ExecuteOptions.DEFAULT))
                            .containsExactly(List.of(value));
                }
            }
        }
    }

    @Test
    void transactionWhoseCursorIsCancelled_isLost() throws Exception {
        try (EngineSession session = fixture.transactional()) {
            EngineFixture.update(session, "s0: INSERT INTO t VALUES (7)");
            assertThat(cancelled(session, LONG_SLEEP)).contains("interrupted");
            EngineSessionIT.assertRefused(
                    () -> query(session, "s0: SELECT 1", ExecuteOptions.DEFAULT), ErrorCode.TRANSACTION_ABORTED);
            session.rollback();
            assertThat(query(session, "s0: SELECT count(*) FROM t WHERE id = 7", ExecuteOptions.DEFAULT))
                    .containsExactly(List.of("0"));
        }
    }

    @Test
    void statementThatRunsAfterOneAtItsTimeout_isNotEnded() throws SQLException {
        Random random = new Random(Seed.of("statements that end at their timeout"));
        for (int round = 0; round < ROUNDS; round++) {
            int millis = 2 + random.nextInt(MILLIS_MOST);
            try (EngineSession session = fixture.session()) {
                query(
                        session,
                        "s0: SELECT SLEEP(0.0" + (10 + millis) + ")",
                        ExecuteOptions.DEFAULT.withTimeoutMillis(10 + millis));
            } catch (SQLTimeoutException late) {
                assertThat((Throwable) late).hasMessageContaining("timeout");
            } catch (ShardException tooLateToBegin) {
                assertThat(tooLateToBegin.code()).isEqualTo(ErrorCode.STATEMENT_TIMEOUT);
            }
            try (EngineSession next = fixture.session()) {
                assertThat(query(next, "s0: SELECT SLEEP(0.01)", ExecuteOptions.DEFAULT))
                        .as("round " + round)
                        .containsExactly(List.of("0"));
            }
        }
    }
}
