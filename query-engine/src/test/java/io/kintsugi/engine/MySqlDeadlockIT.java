package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static io.kintsugi.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.testkit.report.Seed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A deadlock rolls back its server's whole transaction, and so the transaction on every shard. */
@MySqlTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlDeadlockIT {
    private static final String BEST_EFFORT = "SET kintsugi.transaction_mode = 'best-effort'";
    private static final int DEADLOCK = 1213;
    private static final int ROWS = 8;
    private static final int ROUNDS = 6;
    private static final long PATIENCE_SECONDS = 30;

    private MySqlEngineFixture fixture;

    @BeforeAll
    void start() throws SQLException {
        fixture = new MySqlEngineFixture(new PlanRouter());
        fixture.everywhere("CREATE TABLE t (id bigint PRIMARY KEY, v int, by_whom varchar(20))");
    }

    @BeforeEach
    void fill() throws SQLException {
        fixture.everywhere("DELETE FROM t");
        for (int id = 1; id <= ROWS; id++) {
            fixture.everywhere("INSERT INTO t VALUES (" + id + ", 0, 'nobody')");
        }
    }

    @AfterAll
    void stop() throws SQLException {
        fixture.close();
    }

    /** Rows that make the rival the heavier one, so that the server ends the session's transaction. */
    private static void grow(Statement rival) throws SQLException {
        for (int id = 100; id < 130; id++) {
            rival.execute("INSERT INTO t VALUES (" + id + ", 0, 'rival')");
        }
    }

    /** The write on both shards meets a deadlock on the second one, after it is done on the first. */
    @Test
    void scatterWriteThatMeetsADeadlock_endsTheTransactionOnAllShards() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (EngineSession session = fixture.transactional();
                Connection rival = MySqlEngineFixture.connect(fixture.topology().node("b"));
                Statement statement = rival.createStatement()) {
            run(session, BEST_EFFORT);
            rival.setAutoCommit(false);
            grow(statement);
            statement.execute("UPDATE t SET v = 20 WHERE id = 2");
            update(session, "s0: UPDATE t SET v = 1, by_whom = 'session' WHERE id = 8");
            update(session, "s1: UPDATE t SET v = 1, by_whom = 'session' WHERE id = 1");
            Future<Boolean> waiting = other.submit(() -> statement.execute("UPDATE t SET v = 21 WHERE id = 1"));
            assertThatThrownBy(() -> update(session, "s0,s1: UPDATE t SET v = 2, by_whom = 'session' WHERE id = 2"))
                    .isInstanceOfSatisfying(SQLException.class, failed -> {
                        assertThat(failed.getErrorCode()).isEqualTo(DEADLOCK);
                        assertThat(failed.getSQLState()).isEqualTo("40001");
                    });
            waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            rival.rollback();
            assertThat(session.inTransaction()).isFalse();
            assertThat(session.autoCommit()).isFalse();
            update(session, "s0: UPDATE t SET v = 7 WHERE id = 3");
            session.commit();
        } finally {
            other.shutdownNow();
        }
        assertThat(fixture.value("a", "SELECT count(*) FROM t WHERE by_whom = 'session'"))
                .isEqualTo("0");
        assertThat(fixture.value("b", "SELECT count(*) FROM t WHERE by_whom = 'session'"))
                .isEqualTo("0");
        assertThat(fixture.value("a", "SELECT v FROM t WHERE id = 3")).isEqualTo("7");
    }

    private record Outcome(boolean committed, int deadlocks) {}

    /** A unit of work: some writes on one shard or on both, then a commit; given up at a deadlock. */
    private Outcome work(EngineSession session, String name, Random random) throws SQLException {
        try {
            for (int step = 0; step < 4; step++) {
                String shards = List.of("s0", "s1", "s0,s1").get(random.nextInt(3));
                int id = 1 + random.nextInt(ROWS);
                update(session, shards + ": UPDATE t SET v = v + 1, by_whom = '" + name + "' WHERE id = " + id);
            }
            session.commit();
            return new Outcome(true, 0);
        } catch (SQLException failed) {
            assertThat(failed.getErrorCode()).as(failed.toString()).isIn(DEADLOCK, 1205);
            assertThat(session.inTransaction()).as("after " + failed).isEqualTo(failed.getErrorCode() != DEADLOCK);
            session.rollback();
            return new Outcome(false, failed.getErrorCode() == DEADLOCK ? 1 : 0);
        }
    }

    /** Each committed unit of work is whole: the sums on the shards are those of a model. */
    @Test
    void sessionsThatDeadlock_leaveNothingHalfDone() throws Exception {
        long seed = Seed.of("MySqlDeadlockIT");
        fixture.everywhere("DELETE FROM t WHERE id > " + ROWS);
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            Future<int[]> first = others.submit(() -> sums("first", seed));
            Future<int[]> second = others.submit(() -> sums("second", seed + 1));
            int[] one = first.get(PATIENCE_SECONDS * 2, TimeUnit.SECONDS);
            int[] two = second.get(PATIENCE_SECONDS * 2, TimeUnit.SECONDS);
            assertThat(fixture.value("a", "SELECT sum(v) FROM t")).isEqualTo(Integer.toString(one[0] + two[0]));
            assertThat(fixture.value("b", "SELECT sum(v) FROM t")).isEqualTo(Integer.toString(one[1] + two[1]));
        } finally {
            others.shutdownNow();
        }
    }

    /** What one session has committed: writes on the first shard, and on the second. */
    private int[] sums(String name, long seed) throws SQLException {
        Random random = new Random(seed);
        int[] sums = new int[2];
        try (EngineSession session = fixture.transactional()) {
            run(session, BEST_EFFORT);
            run(session, "SET SESSION innodb_lock_wait_timeout = 1");
            for (int round = 0; round < ROUNDS; round++) {
                Random same = new Random(random.nextLong());
                long unit = same.nextLong();
                if (work(session, name, new Random(unit)).committed()) {
                    add(sums, new Random(unit));
                }
            }
            assertThat(query(session, "s0: SELECT 1")).containsExactly(List.of("1"));
            session.commit();
        }
        return sums;
    }

    private static void add(int[] sums, Random random) {
        for (int step = 0; step < 4; step++) {
            int shards = random.nextInt(3);
            random.nextInt(ROWS);
            sums[0] += shards == 1 ? 0 : 1;
            sums[1] += shards == 0 ? 0 : 1;
        }
    }
}
