package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static io.kintsugi.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.api.SavepointHandle;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.node.NodeAccess;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a session over several MySQL servers keeps of a session on one. */
@MySqlTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlSessionIT {
    private static final String BEST_EFFORT = "SET kintsugi.transaction_mode = 'best-effort'";

    private MySqlEngineFixture fixture;

    @BeforeAll
    void start() throws SQLException {
        fixture = new MySqlEngineFixture(new PlanRouter());
        fixture.everywhere("CREATE TABLE t (id bigint AUTO_INCREMENT PRIMARY KEY, v int, UNIQUE KEY (v))");
    }

    @BeforeEach
    void empty() throws SQLException {
        fixture.everywhere("DELETE FROM t");
    }

    @AfterAll
    void stop() throws SQLException {
        fixture.close();
    }

    private static ExecutionPlan.SingleShard plan(String shard, String sql, Prelude prelude) {
        ShardSql text = PlanRouter.shardSql(PlanRouter.shard(shard), sql).after(prelude);
        return new ExecutionPlan.SingleShard(text, true, PlanRouter.WHY);
    }

    private static StatementResult.UpdateCount insert(EngineSession session, String shard, String sql, long firstId)
            throws SQLException {
        Prelude prelude = Prelude.NONE.withInsertId(firstId);
        return (StatementResult.UpdateCount) session.execute(
                new PlanRouter.FixedRoute(sql, plan(shard, sql, prelude)),
                Bindings.NONE,
                ExecuteOptions.DEFAULT.withGeneratedKeys(new GeneratedKeys.All()));
    }

    private static String lastInsertId(EngineSession session, String shard) throws SQLException {
        Prelude prelude = new Prelude(OptionalLong.empty(), false, true);
        ExecutionPlan.SingleShard plan = plan(shard, "SELECT LAST_INSERT_ID()", prelude);
        return query(session, new PlanRouter.FixedRoute("x", plan), ExecuteOptions.DEFAULT)
                .get(0)
                .get(0);
    }

    @Test
    void failedStatement_doesNotDoomTheTransaction() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            update(session, "s0: INSERT INTO t VALUES (1, 1)");
            assertThatThrownBy(() -> update(session, "s0: INSERT INTO t VALUES (2, 1)"))
                    .isInstanceOf(SQLException.class);
            update(session, "s0: INSERT INTO t VALUES (3, 3)");
            session.commit();
            assertThat(query(session, "s0: SELECT id FROM t ORDER BY id")).containsExactly(List.of("1"), List.of("3"));
        }
    }

    @Test
    void secondWrittenShard_isRefused_andTheTransactionGoesOn() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            update(session, "s0: INSERT INTO t VALUES (1, 1)");
            EngineSessionIT.assertRefused(
                    () -> update(session, "s1: INSERT INTO t VALUES (2, 2)"), ErrorCode.MULTI_SHARD_TRANSACTION);
            session.commit();
            assertThat(fixture.value("a", "SELECT count(*) FROM t")).isEqualTo("1");
            assertThat(fixture.value("b", "SELECT count(*) FROM t")).isEqualTo("0");
        }
    }

    @Test
    void statementThatFailsOnOneShard_isUndoneOnAll() throws SQLException {
        fixture.on("b", "INSERT INTO t VALUES (9, 9)");
        try (EngineSession session = fixture.transactional()) {
            run(session, BEST_EFFORT);
            update(session, "s0: INSERT INTO t VALUES (1, 1)");
            assertThatThrownBy(() -> update(session, "s0,s1: INSERT INTO t VALUES (8, 9)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Duplicate");
            update(session, "s0,s1: INSERT INTO t VALUES (5, 5)");
            session.commit();
        }
        assertThat(fixture.value("a", "SELECT group_concat(id ORDER BY id) FROM t"))
                .isEqualTo("1,5");
        assertThat(fixture.value("b", "SELECT group_concat(id ORDER BY id) FROM t"))
                .isEqualTo("5,9");
    }

    @Test
    void savepoints_areReplayedOnLateShards() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            run(session, BEST_EFFORT);
            update(session, "s0: INSERT INTO t VALUES (1, 1)");
            SavepointHandle savepoint = session.setSavepoint(Optional.of("Here"));
            update(session, "s1: INSERT INTO t VALUES (2, 2)");
            session.rollbackTo(savepoint);
            session.commit();
        }
        assertThat(fixture.value("a", "SELECT count(*) FROM t")).isEqualTo("1");
        assertThat(fixture.value("b", "SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void deadlock_rollsBackAllShards() throws Exception {
        fixture.on("a", "INSERT INTO t VALUES (1, 1), (2, 2)");
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (EngineSession session = fixture.transactional();
                Connection rival = MySqlEngineFixture.connect(fixture.topology().node("a"));
                Statement statement = rival.createStatement()) {
            run(session, BEST_EFFORT);
            rival.setAutoCommit(false);
            // The rival has changed more rows, so that the server ends the session's transaction.
            statement.execute("INSERT INTO t VALUES (11, 11), (12, 12), (13, 13), (14, 14)");
            statement.execute("UPDATE t SET v = 20 WHERE id = 2");
            update(session, "s1: INSERT INTO t VALUES (7, 7)");
            update(session, "s0: UPDATE t SET v = 10 WHERE id = 1");
            Future<Boolean> waiting = other.submit(() -> statement.execute("UPDATE t SET v = 21 WHERE id = 1"));
            assertThatThrownBy(() -> update(session, "s0: UPDATE t SET v = 22 WHERE id = 2"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failed -> assertThat(failed.getErrorCode()).isEqualTo(1213));
            waiting.get(30, TimeUnit.SECONDS);
            rival.rollback();
            session.commit();
        } finally {
            other.shutdownNow();
        }
        assertThat(fixture.value("b", "SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void lostConnection_abortsTheTransaction() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            update(session, "s0: INSERT INTO t VALUES (1, 1)");
            String id = query(session, "s0: SELECT CONNECTION_ID()").get(0).get(0);
            fixture.on("a", "KILL " + id);
            assertThatThrownBy(() -> update(session, "s0: INSERT INTO t VALUES (2, 2)"))
                    .isInstanceOf(SQLException.class);
            EngineSessionIT.assertRefused(
                    () -> update(session, "s0: INSERT INTO t VALUES (3, 3)"), ErrorCode.TRANSACTION_ABORTED);
            session.rollback();
            update(session, "s0: INSERT INTO t VALUES (4, 4)");
            session.commit();
        }
        assertThat(fixture.value("a", "SELECT group_concat(id) FROM t")).isEqualTo("4");
    }

    @Test
    void generatedIds_areThoseArmed_andLastInsertIdFollowsTheSession() throws SQLException {
        try (EngineSession session = fixture.session()) {
            StatementResult.UpdateCount result = insert(session, "s0", "INSERT INTO t (v) VALUES (1), (2), (3)", 5_000);
            assertThat(EngineFixture.drain(result.generatedKeys().orElseThrow()))
                    .containsExactly(List.of("5000"), List.of("5001"), List.of("5002"));
            assertThat(lastInsertId(session, "s1")).isEqualTo("5000");
            assertThat(fixture.value("a", "SELECT group_concat(id ORDER BY id) FROM t"))
                    .isEqualTo("5000,5001,5002");
            update(session, "s1: INSERT INTO t VALUES (77, 77)");
            assertThat(lastInsertId(session, "s0"))
                    .as("an explicit id changes nothing")
                    .isEqualTo("5000");
        }
        try (EngineSession fresh = fixture.session()) {
            assertThat(lastInsertId(fresh, "s0")).isEqualTo("0");
        }
    }

    @Test
    void unusedArmedId_neverReachesAnotherInsert() throws SQLException {
        try (EngineSession session = fixture.session()) {
            insert(session, "s0", "INSERT INTO t VALUES (1, 1)", 600_000);
            assertThatThrownBy(() -> insert(session, "s0", "INSERT INTO t VALUES (1, 1)", 700_000))
                    .isInstanceOf(SQLException.class);
            update(session, "s0: INSERT INTO t (v) VALUES (50)");
            session.setAutoCommit(false);
            insert(session, "s0", "INSERT INTO t (v) VALUES (51)", 2_000);
            assertThatThrownBy(() -> insert(session, "s0", "INSERT INTO t VALUES (1, 1)", 800_000))
                    .isInstanceOf(SQLException.class);
            insert(session, "s0", "INSERT INTO t VALUES (3, 3)", 900_000);
            update(session, "s0: INSERT INTO t (v) VALUES (52)");
            session.commit();
            assertThat(lastInsertId(session, "s1")).isEqualTo(fixture.value("a", "SELECT id FROM t WHERE v = 52"));
        }
        assertThat(Long.parseLong(String.valueOf(fixture.value("a", "SELECT max(id) FROM t"))))
                .isBetween(2_001L, 599_999L);
        assertThat(fixture.value("a", "SELECT count(*) FROM t WHERE id = 0")).isEqualTo("0");
    }

    @Test
    void pinnedTime_isOneInstantOnAllShards_andEndsWithTheStatement() throws SQLException {
        fixture.everywhere("CREATE TABLE IF NOT EXISTS clock (at timestamp(6), sys timestamp(6))");
        Prelude prelude = new Prelude(OptionalLong.empty(), true, false);
        String sql = "INSERT INTO clock VALUES (NOW(6), SYSDATE(6))";
        ExecutionPlan.ScatterWrite plan = new ExecutionPlan.ScatterWrite(
                PlanRouter.sqls("s0,s1", sql).stream()
                        .map(one -> one.after(prelude))
                        .toList(),
                ExecutionPlan.ScatterWrite.Counting.SUM,
                false,
                PlanRouter.WHY);
        try (EngineSession session = fixture.session()) {
            run(session, BEST_EFFORT);
            session.execute(new PlanRouter.FixedRoute(sql, plan), Bindings.NONE, ExecuteOptions.DEFAULT);
            String question = "SELECT at FROM clock";
            assertThat(fixture.value("a", question)).isEqualTo(fixture.value("b", question));
            assertThat(query(session, "s0: SELECT @@timestamp > UNIX_TIMESTAMP(NOW(6)) - 1"))
                    .containsExactly(List.of("1"));
        }
    }

    @Test
    void ddl_runsEverywhere_andCommitsWhatIsOpen() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            update(session, "s0: INSERT INTO t VALUES (1, 1)");
            run(session, "ddl s0,s1: CREATE TABLE made (id int PRIMARY KEY)");
            session.rollback();
        }
        assertThat(fixture.value("a", "SELECT count(*) FROM t")).isEqualTo("1");
        for (String node : List.of("k", "a", "b")) {
            assertThat(fixture.value(node, "SELECT count(*) FROM made")).isEqualTo("0");
        }
        assertThat(fixture.engine().unfinishedDdl(MySqlEngineFixture.USER)).isEmpty();
    }

    @Test
    void ddlThatTheCatalogRefuses_changesNothing() throws SQLException {
        try (EngineSession session = fixture.session()) {
            assertThatThrownBy(() -> run(session, "ddl s0,s1: CREATE TABLE t (id int)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("already exists");
        }
        assertThat(fixture.engine().unfinishedDdl(MySqlEngineFixture.USER)).isEmpty();
    }

    @Test
    void ddlThatOneShardRefuses_isResumedThere() throws SQLException {
        fixture.everywhere("CREATE TABLE halves (id int PRIMARY KEY, v int)");
        fixture.on("b", "INSERT INTO halves VALUES (1, 1), (2, 1)");
        try (EngineSession session = fixture.session()) {
            EngineSessionIT.assertRefused(
                    () -> run(session, "ddl s0,s1: ALTER TABLE halves ADD UNIQUE (v)"), ErrorCode.DDL_INTERRUPTED);
            assertThat(fixture.engine().unfinishedDdl(MySqlEngineFixture.USER)).hasSize(1);
            fixture.on("b", "DELETE FROM halves WHERE id = 2");
            fixture.engine().resumeDdl(MySqlEngineFixture.USER);
        }
        assertThat(fixture.engine().unfinishedDdl(MySqlEngineFixture.USER)).isEmpty();
        for (String node : List.of("k", "a", "b")) {
            assertThat(fixture.value(node, "SHOW INDEX FROM halves WHERE Key_name = 'v'"))
                    .isNotNull();
        }
    }

    @Test
    void interruptedDdl_isResumedUnderTheSettingsOfItsOwnSession() throws SQLException {
        fixture.everywhere("CREATE TABLE moded (id int PRIMARY KEY, v int)");
        fixture.on("b", "INSERT INTO moded VALUES (1, 1), (2, 1)");
        try (EngineSession session = fixture.session()) {
            run(session, "SET sql_mode = 'ANSI_QUOTES,NO_ENGINE_SUBSTITUTION'");
            run(session, "SET time_zone = '+05:00'");
            EngineSessionIT.assertRefused(
                    () -> run(
                            session,
                            "ddl s0,s1: ALTER TABLE \"moded\" ADD COLUMN \"at\" timestamp"
                                    + " DEFAULT '2024-01-01 00:00:00', ADD UNIQUE (v)"),
                    ErrorCode.DDL_INTERRUPTED);
        }
        fixture.on("b", "DELETE FROM moded WHERE id = 2");
        try (EngineSession session = fixture.session()) {
            run(session, "SET time_zone = '-07:00'");
            run(session, "ddl s0,s1: CREATE TABLE after_moded (id int PRIMARY KEY)");
        }
        assertThat(fixture.engine().unfinishedDdl(MySqlEngineFixture.USER)).isEmpty();
        String question = "SELECT column_default FROM information_schema.columns"
                + " WHERE table_schema = DATABASE() AND table_name = 'moded' AND column_name = 'at'";
        assertThat(fixture.value("b", question)).isNotNull().isEqualTo(fixture.value("a", question));
    }

    /** What the refusal of a server that is not prepared says to grant. */
    private String grant() throws SQLException {
        try (Connection unprepared = SharedMySql.get()
                .server()
                .connect(SharedMySql.get().newDatabase().name())) {
            NodeAccess.of(Dialect.MYSQL).guard().read(unprepared);
            throw new AssertionError("the database is not prepared");
        } catch (ShardException refused) {
            String remedy = refused.remedy().orElseThrow();
            return remedy.substring(remedy.indexOf("GRANT"), remedy.indexOf(" TO ") + 4);
        }
    }

    @Test
    void rightsThatAreAskedFor_areEnough() throws SQLException {
        Credentials limited = new Credentials("limited", new Secret("x"));
        fixture.on("k", "CREATE USER limited IDENTIFIED BY 'x'");
        try {
            fixture.on("k", grant() + "limited");
            for (String node : List.of("k", "a", "b")) {
                fixture.on(node, "GRANT ALL ON " + fixture.topology().node(node).database() + ".* TO limited");
            }
            try (EngineSession session = fixture.engine().openSession(limited, SessionOptions.DEFAULT)) {
                run(session, "ddl s0,s1: CREATE TABLE by_limited (id int PRIMARY KEY)");
                run(session, "ddl s0,s1: DROP TABLE by_limited");
                session.setAutoCommit(false);
                update(session, "s0: INSERT INTO t VALUES (1, 1)");
                assertThatThrownBy(() -> insert(session, "s0", "INSERT INTO t VALUES (1, 1)", 800_000))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                failed -> assertThat(failed.getErrorCode()).isEqualTo(1062));
                assertThat(query(session, "s0: SELECT @@insert_id")).containsExactly(List.of("0"));
                session.commit();
            }
        } finally {
            fixture.on("k", "DROP USER limited");
        }
        assertThat(fixture.value("a", "SELECT count(*) FROM t")).isEqualTo("1");
    }

    @Test
    void rowsAreStreamed_whereAskedFor() throws SQLException {
        fixture.on(
                "a",
                "INSERT INTO t (v) SELECT 1000 + n FROM (WITH RECURSIVE c AS"
                        + " (SELECT 1 AS n UNION ALL SELECT n + 1 FROM c WHERE n < 500) SELECT n FROM c) AS numbers");
        try (EngineSession session = fixture.session()) {
            assertThat(query(
                            session,
                            session.prepare("s0: SELECT v FROM t ORDER BY v"),
                            ExecuteOptions.DEFAULT.withFetchSize(7)))
                    .hasSize(500)
                    .startsWith(List.of("1001"));
        }
    }

    @Test
    void timeout_endsTheStatement_andNothingElse() throws SQLException {
        try (EngineSession session = fixture.session()) {
            assertThatThrownBy(() -> session.execute(
                            session.prepare("s0: SELECT SLEEP(20)"),
                            Bindings.NONE,
                            ExecuteOptions.DEFAULT.withTimeoutMillis(300)))
                    .isInstanceOf(SQLException.class);
            assertThat(query(session, "s0: SELECT 1")).containsExactly(List.of("1"));
        }
    }

    @Test
    void batch_goesOnAfterAFailedEntry_asTheNativeDriverDoes() throws SQLException {
        try (EngineSession session = fixture.session()) {
            assertThat(session.executeBatch(
                                    session.prepare("s0: INSERT INTO t VALUES (1, 1)"),
                                    List.of(Bindings.NONE, Bindings.NONE),
                                    ExecuteOptions.DEFAULT)
                            .counts())
                    .containsExactly(1L, (long) Statement.EXECUTE_FAILED);
        }
    }

    @Test
    void sessionNeedsNothingOfThoseBefore() throws SQLException {
        try (Engine other = Engine.start(
                        new io.kintsugi.topology.FixedTopology(fixture.topology()),
                        EngineConfig.DEFAULT,
                        (String sql, RoutingContext context) -> new PlanRouter().prepare(sql, context));
                EngineSession session = other.openSession(MySqlEngineFixture.USER, SessionOptions.DEFAULT)) {
            assertThat(query(session, "catalog: SELECT @@autocommit, @@insert_id"))
                    .containsExactly(List.of("1", "0"));
        }
    }
}
