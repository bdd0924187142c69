package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static io.kintsugi.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.api.SavepointHandle;
import io.kintsugi.engine.api.SchemaChangeMode;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions over two real shards: transactions, savepoints, settings. */
class EngineSessionIT {
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

    static void assertRefused(ThrowingCallable work, ErrorCode code) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        ShardException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void autocommit_oneShard_isPermanentAtOnce() throws SQLException {
        try (EngineSession session = fixture.session()) {
            assertThat(update(session, "s0: INSERT INTO orders VALUES (1, 10)")).isEqualTo(1);
            assertThat(fixture.value("a", "SELECT amount FROM orders")).isEqualTo("10");
            assertThat(query(session, "s0: SELECT * FROM orders")).containsExactly(List.of("1", "10"));
            assertThat(query(session, "s1: SELECT * FROM orders")).isEmpty();
        }
    }

    @Test
    void transaction_onOneShard_commitsAndRollsBack() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            update(session, "s0: INSERT INTO orders VALUES (1, 10)");
            assertThat(session.inTransaction()).isTrue();
            session.rollback();
            assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("0");
            update(session, "s0: INSERT INTO orders VALUES (2, 20)");
            session.commit();
            assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("1");
        }
    }

    @Test
    void secondWrittenShard_isRefusedAndDoomsTheTransaction() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            update(session, "s0: INSERT INTO orders VALUES (1, 10)");
            assertThatThrownBy(() -> update(session, "s1: INSERT INTO orders VALUES (2, 20)"))
                    .isInstanceOf(ShardException.class)
                    .hasMessageContaining("main/s0")
                    .hasMessageContaining("main/s1")
                    .hasMessageContaining("best-effort");
            assertRefused(() -> query(session, "s0: SELECT 1"), ErrorCode.TRANSACTION_ABORTED);
            assertRefused(session::commit, ErrorCode.TRANSACTION_ABORTED);
            assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("0");
            assertThat(query(session, "s0: SELECT 1")).hasSize(1);
        }
    }

    @Test
    void secondReadShard_isWelcome() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            query(session, "s1: SELECT * FROM orders FOR UPDATE");
            update(session, "s0: INSERT INTO orders VALUES (1, 10)");
            session.commit();
            assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("1");
        }
    }

    @Test
    void functionThatWritesUnannounced_isNoticedAtCommit() throws SQLException {
        fixture.on(
                "b",
                "CREATE FUNCTION sneak() RETURNS int LANGUAGE plpgsql AS"
                        + " $$ BEGIN INSERT INTO orders VALUES (9, 9); RETURN 1; END $$");
        try (EngineSession session = fixture.transactional()) {
            query(session, "s1: SELECT sneak()");
            update(session, "s0: INSERT INTO orders VALUES (1, 10)");
            assertRefused(session::commit, ErrorCode.MULTI_SHARD_TRANSACTION);
            assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("0");
            assertThat(fixture.value("b", "SELECT count(*) FROM orders")).isEqualTo("0");
        }
    }

    @Test
    void serverError_doomsAllShards_untilRollback() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            query(session, "s1: SELECT 1");
            update(session, "s0: INSERT INTO orders VALUES (1, 10)");
            assertThatThrownBy(() -> query(session, "s1: SELECT 1/0"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failed -> assertThat(failed.getSQLState()).isEqualTo("22012"));
            assertRefused(() -> query(session, "s0: SELECT 1"), ErrorCode.TRANSACTION_ABORTED);
            session.rollback();
            assertThat(query(session, "s0: SELECT count(*) FROM orders")).containsExactly(List.of("0"));
        }
    }

    @Test
    void savepoint_isReplayedOnAShardThatJoinsLater() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            query(session, "s0: SELECT 1");
            SavepointHandle outer = session.setSavepoint(Optional.of("outer"));
            update(session, "s1: INSERT INTO orders VALUES (1, 10)");
            assertThatThrownBy(() -> update(session, "s1: INSERT INTO orders VALUES (1, 10)"))
                    .isInstanceOf(SQLException.class);
            session.rollbackTo(outer);
            assertThat(query(session, "s1: SELECT count(*) FROM orders")).containsExactly(List.of("0"));
            // The write on s1 is undone, so s0 may be the written shard now.
            update(session, "s0: INSERT INTO orders VALUES (2, 20)");
            session.release(outer);
            session.commit();
        }
        assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("1");
        assertThat(fixture.value("b", "SELECT count(*) FROM orders")).isEqualTo("0");
    }

    @Test
    void savepoints_saidInSql_workTheSame() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, "BEGIN");
            update(session, "s0: INSERT INTO orders VALUES (1, 10)");
            run(session, "SAVEPOINT one");
            assertThatThrownBy(() -> query(session, "s0: SELECT 1/0")).isInstanceOf(SQLException.class);
            run(session, "ROLLBACK TO one");
            run(session, "COMMIT");
            assertThat(session.inTransaction()).isFalse();
            assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("1");
        }
    }

    @Test
    void setting_reachesEveryShardAndNoOtherSession() throws SQLException {
        try (EngineSession session = fixture.session()) {
            query(session, "s0: SELECT 1");
            run(session, "SET application.tenant = 'seven'");
            run(session, "SET TimeZone = 'Asia/Kolkata'");
            assertThat(query(session, "s0: SELECT current_setting('application.tenant')"))
                    .containsExactly(List.of("seven"));
            assertThat(query(session, "s1: SELECT current_setting('TimeZone')"))
                    .containsExactly(List.of("Asia/Kolkata"));
            assertThat(query(session, "SHOW timezone")).containsExactly(List.of("Asia/Kolkata"));
        }
        try (EngineSession other = fixture.session()) {
            for (String shard : List.of("s0", "s1")) {
                assertThat(query(other, shard + ": SELECT coalesce(current_setting('application.tenant', true), '')"))
                        .containsExactly(List.of(""));
                assertThat(query(other, shard + ": SELECT current_setting('TimeZone')"))
                        .doesNotContain(List.of("Asia/Kolkata"));
            }
        }
    }

    @Test
    void invalidSetting_isRefusedAndChangesNothing() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, "SET work_mem = '5MB'");
            assertThatThrownBy(() -> run(session, "SET work_mem = 'much'")).isInstanceOf(SQLException.class);
            assertThat(query(session, "s0: SHOW work_mem")).containsExactly(List.of("5MB"));
        }
    }

    @Test
    void settingInsideTransaction_endsWithItsRollback() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            query(session, "s0: SELECT 1");
            run(session, "SET work_mem = '5MB'");
            run(session, "SET LOCAL TimeZone = 'Asia/Kolkata'");
            assertThat(query(session, "s1: SELECT current_setting('work_mem'), current_setting('TimeZone')"))
                    .containsExactly(List.of("5MB", "Asia/Kolkata"));
            session.rollback();
            assertThat(query(session, "s1: SHOW work_mem")).doesNotContain(List.of("5MB"));
            run(session, "SET work_mem = '6MB'");
            run(session, "SET LOCAL TimeZone = 'Asia/Kolkata'");
            session.commit();
            assertThat(query(session, "s0: SELECT current_setting('work_mem')")).containsExactly(List.of("6MB"));
            assertThat(query(session, "s1: SELECT current_setting('work_mem')")).containsExactly(List.of("6MB"));
            assertThat(query(session, "s1: SHOW TimeZone")).doesNotContain(List.of("Asia/Kolkata"));
        }
    }

    @Test
    void pinnedSession_keepsItsConnection_andLeavesNothingBehind() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, "SET kintsugi.shard = 's1'");
            assertThat(query(session, "SHOW kintsugi.shard")).containsExactly(List.of("main/s1"));
            assertThat(session.nativeConnectionIfPinnedToOneShard()).isPresent();
            update(session, "s1: CREATE TEMPORARY TABLE mine (i int)");
            assertThat(query(session, "s1: SELECT count(*) FROM mine")).containsExactly(List.of("0"));
            run(session, "RESET kintsugi.shard");
            assertThatThrownBy(() -> query(session, "s1: SELECT * FROM mine")).hasMessageContaining("mine");
        }
    }

    @Test
    void reset_goesBackToWhatTheSessionBeganWith() throws SQLException {
        SessionOptions options = new SessionOptions(
                true, false, Optional.of("s1"), TransactionMode.BEST_EFFORT, SchemaChangeMode.REFUSE);
        for (String reset :
                List.of("RESET kintsugi.shard", "SET kintsugi.shard TO DEFAULT", "RESET ALL", "DISCARD ALL")) {
            try (EngineSession session = fixture.engine().openSession(EngineFixture.USER, options)) {
                run(session, "SET kintsugi.shard = 's0'");
                run(session, reset);
                assertThat(query(session, "SHOW kintsugi.shard")).as(reset).containsExactly(List.of("main/s1"));
                run(session, "SET kintsugi.shard = ''");
                run(session, reset);
                assertThat(query(session, "SHOW kintsugi.shard")).as(reset).containsExactly(List.of("main/s1"));
                assertThat(session.nativeConnectionIfPinnedToOneShard()).isPresent();
            }
        }
        for (String reset : List.of("RESET kintsugi.transaction_mode", "RESET ALL", "DISCARD ALL")) {
            try (EngineSession session = fixture.engine().openSession(EngineFixture.USER, options)) {
                run(session, "SET kintsugi.transaction_mode = 'single-shard'");
                run(session, reset);
                assertThat(query(session, "SHOW kintsugi.transaction_mode"))
                        .as(reset)
                        .containsExactly(List.of("best-effort"));
            }
        }
    }

    @Test
    void resetAll_insideATransaction_leavesWhatStandsAsItBegan() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            assertThat(query(session, "s0: SELECT 1")).hasSize(1);
            run(session, "RESET ALL");
            assertThat(query(session, "s0: SELECT 1")).hasSize(1);
            session.rollback();
        }
    }

    @Test
    void pinThatFails_leavesTheSessionWhereItWas() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, "SET kintsugi.shard = 's1'");
            update(session, "s1: CREATE TEMPORARY TABLE mine (i int)");
            assertThatThrownBy(() -> run(session, "SET kintsugi.shard = 'nowhere'"))
                    .hasMessageContaining("nowhere");
            assertThat(query(session, "SHOW kintsugi.shard")).containsExactly(List.of("main/s1"));
            assertThat(query(session, "s1: SELECT count(*) FROM mine")).containsExactly(List.of("0"));
        }
    }

    @Test
    void errorsOfCommitsAndFetches_nameTheirShard() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            update(session, "s1: CREATE TABLE late (i int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
            session.commit();
            update(session, "s1: INSERT INTO late VALUES (1), (1)");
            assertThatThrownBy(session::commit).satisfies(EngineSessionIT::namesS1);
            StatementResult.Rows result = (StatementResult.Rows) session.execute(
                    session.prepare("s1: SELECT 1 / (5 - n) FROM generate_series(1, 9) AS n"),
                    Bindings.NONE,
                    ExecuteOptions.DEFAULT.withFetchSize(2));
            assertThatThrownBy(() -> EngineFixture.drain(result.cursor())).satisfies(EngineSessionIT::namesS1);
            session.rollback();
            update(session, "s1: DROP TABLE late");
            session.commit();
        }
    }

    private static void namesS1(Throwable failed) {
        assertThat(failed).isInstanceOf(SQLException.class);
        assertThat(Arrays.stream(failed.getSuppressed()).map(Throwable::getMessage))
                .anyMatch(message -> message.startsWith("raised by shard main/s1 on node "));
    }

    @Test
    void serializable_acceptsOneShardOnly() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            session.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(query(session, "s0: SHOW transaction_isolation")).containsExactly(List.of("serializable"));
            assertRefused(() -> query(session, "s1: SELECT 1"), ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY);
            session.rollback();
        }
    }

    @Test
    void readOnlySession_isReadOnlyOnEveryShard() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            session.setReadOnly(true);
            query(session, "s0: SELECT 1");
            assertThatThrownBy(() -> update(session, "s1: INSERT INTO orders VALUES (1, 1)"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failed -> assertThat(failed.getSQLState()).isEqualTo("25006"));
            session.rollback();
        }
    }

    @Test
    void bestEffort_commitsOnSeveralShards_andIsCounted() throws SQLException {
        try (EngineSession session = fixture.session()) {
            assertRefused(() -> update(session, "s0,s1: DELETE FROM orders"), ErrorCode.MULTI_SHARD_TRANSACTION);
            run(session, "SET kintsugi.transaction_mode = 'best-effort'");
            assertThat(update(session, "s0,s1: INSERT INTO orders VALUES (1, 10), (2, 20)"))
                    .isEqualTo(4);
            assertThat(fixture.value("b", "SELECT count(*) FROM orders")).isEqualTo("2");
            assertThat(fixture.engine().commitStatistics().multiShardCommits()).isEqualTo(1);
            assertThatThrownBy(() -> update(session, "s0,s1: INSERT INTO orders VALUES (3, 10), (2, 20)"))
                    .isInstanceOf(SQLException.class);
            assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("2");
        }
    }

    @Test
    void bestEffort_failureAfterTheFirstCommit_saysWhoCommitted() throws SQLException {
        fixture.on(
                "b",
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$;"
                        + " CREATE CONSTRAINT TRIGGER late AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION refuse()");
        try (EngineSession session = fixture.session()) {
            run(session, "SET kintsugi.transaction_mode = 'best-effort'");
            assertThatThrownBy(() -> update(session, "s0,s1: INSERT INTO orders VALUES (1, 10)"))
                    .isInstanceOfSatisfying(
                            ShardException.class,
                            unknown -> assertThat(unknown.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN))
                    .hasMessageContaining("committed on main/s0, rolled back on main/s1");
            assertThat(fixture.engine().commitStatistics().partialCommits()).isEqualTo(1);
        }
    }

    @Test
    void rowsMax_isKeptByTheShard() throws SQLException {
        ExecuteOptions two = new ExecuteOptions(
                0, 2, 0, new GeneratedKeys.None(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        try (EngineSession session = fixture.session()) {
            assertThat(query(session, session.prepare("s0: SELECT generate_series(1, 9)"), two))
                    .containsExactly(List.of("1"), List.of("2"));
        }
    }

    @Test
    void anyShard_prefersOneThatHasJoined() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            for (String joined : List.of("s1", "s0")) {
                query(session, joined + ": SELECT 1");
                String here =
                        query(session, joined + ": SELECT current_database()").toString();
                assertThat(query(session, "any s0,s1: SELECT current_database()")
                                .toString())
                        .isEqualTo(here);
                session.rollback();
            }
        }
    }

    @Test
    void closedSession_refusesEverything() throws SQLException {
        EngineSession session = fixture.transactional();
        update(session, "s0: INSERT INTO orders VALUES (1, 10)");
        session.close();
        session.close();
        assertRefused(() -> session.prepare("s0: SELECT 1"), ErrorCode.CLOSED_OBJECT);
        assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo("0");
    }
}
