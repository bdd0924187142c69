package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static io.kintsugi.engine.EngineFixture.update;
import static io.kintsugi.engine.EngineSessionIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.engine.api.CatalogLease;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.SchemaChangeMode;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.node.DdlJob;
import io.kintsugi.node.DdlJournal;
import io.kintsugi.node.NodeAccess;
import io.kintsugi.topology.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schema changes as jobs over the catalog and two shards. */
class SchemaChangeIT {
    private static final String TABLES = "SELECT count(*) FROM pg_tables WHERE tablename = 'orders'";
    private static final NodeAccess ACCESS = NodeAccess.of(Dialect.POSTGRESQL);

    private EngineFixture fixture;

    @BeforeEach
    void start() throws SQLException {
        fixture = new EngineFixture(EngineConfig.DEFAULT.with(EngineProperty.DDL_LOCK_WAIT_MILLIS, 300));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void assertTables(String count) throws SQLException {
        for (String node : List.of("k", "a", "b")) {
            assertThat(fixture.value(node, TABLES)).as(node).isEqualTo(count);
        }
    }

    @Test
    void change_isMadeEverywhere_andRecorded() throws SQLException {
        try (EngineSession session = fixture.session()) {
            update(session, "ddl s0,s1: CREATE TABLE orders (user_id bigint PRIMARY KEY, note text)");
            assertTables("1");
            assertThat(fixture.value("k", "SELECT state FROM kintsugi.ddl_job")).isEqualTo("done");
            assertThat(fixture.value("k", "SELECT version FROM kintsugi.schema_version"))
                    .isEqualTo("2");
            assertThat(fixture.engine().unfinishedDdl(EngineFixture.USER)).isEmpty();
        }
    }

    @Test
    void change_followsTheSessionsSearchPath() throws SQLException {
        fixture.everywhere("CREATE SCHEMA other");
        try (EngineSession session = fixture.session()) {
            run(session, "SET search_path = other");
            update(session, "ddl s0,s1: CREATE TABLE orders (user_id bigint PRIMARY KEY)");
            assertThat(fixture.value("b", "SELECT schemaname FROM pg_tables WHERE tablename = 'orders'"))
                    .isEqualTo("other");
        }
    }

    @Test
    void refusalOfOneShard_changesNoneOfThem() throws SQLException {
        fixture.everywhere("CREATE TABLE orders (user_id bigint)");
        fixture.on("b", "INSERT INTO orders VALUES (1), (1)");
        try (EngineSession session = fixture.session()) {
            assertThatThrownBy(() -> update(session, "ddl s0,s1: ALTER TABLE orders ADD PRIMARY KEY (user_id)"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failed -> assertThat(failed.getSQLState()).isEqualTo("23505"));
            for (String node : List.of("k", "a", "b")) {
                assertThat(fixture.value(
                                node,
                                "SELECT count(*) FROM pg_constraint WHERE conrelid = 'orders'::regclass"
                                        + " AND contype = 'p'"))
                        .isEqualTo("0");
            }
            assertThat(fixture.value("k", "SELECT state FROM kintsugi.ddl_job")).isEqualTo("failed");
        }
    }

    @Test
    void statementThatNeedsNoTransaction_isRefusedByName() throws SQLException {
        fixture.everywhere("CREATE TABLE orders (user_id bigint)");
        try (EngineSession session = fixture.session()) {
            assertRefused(
                    () -> update(session, "ddl s0,s1: CREATE INDEX CONCURRENTLY byuser ON orders (user_id)"),
                    ErrorCode.DDL_REFUSED);
        }
    }

    @Test
    void insideATransaction_isRefused_sinceNoRollbackCouldUndoIt() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            assertRefused(
                    () -> update(session, "ddl s0,s1: CREATE TABLE orders (user_id bigint)"), ErrorCode.DDL_REFUSED);
            session.rollback();
            query(session, "s0: SELECT 1");
            assertRefused(
                    () -> update(session, "ddl s0,s1: CREATE TABLE orders (user_id bigint)"), ErrorCode.DDL_REFUSED);
            session.rollback();
            assertTables("0");
        }
    }

    @Test
    void insideATransaction_whereItMayCommit_keepsWhatCameBefore() throws SQLException {
        fixture.everywhere("CREATE TABLE users (user_id bigint)");
        SessionOptions options = new SessionOptions(
                false, false, Optional.empty(), TransactionMode.SINGLE_SHARD, SchemaChangeMode.COMMIT);
        try (EngineSession session = fixture.engine().openSession(EngineFixture.USER, options)) {
            update(session, "s0: INSERT INTO users VALUES (1)");
            update(session, "ddl s0,s1: CREATE TABLE orders (user_id bigint)");
            update(session, "s0: INSERT INTO users VALUES (2)");
            session.rollback();
            assertTables("1");
            assertThat(fixture.value("a", "SELECT count(*) FROM users")).isEqualTo("1");
            assertThatThrownBy(() -> update(session, "s0: INSERT INTO nowhere VALUES (1)"))
                    .isInstanceOf(SQLException.class);
            assertRefused(
                    () -> update(session, "ddl s0,s1: CREATE TABLE more (user_id bigint)"),
                    ErrorCode.TRANSACTION_ABORTED);
        }
    }

    /** What is left when the process dies right after {@code done} databases have committed. */
    private DdlJob interruptedAfter(List<String> done) throws SQLException {
        try (Connection control = fixture.direct("k")) {
            DdlJob job = ACCESS.ddlJournal()
                    .begin(
                            control,
                            new DdlJournal.NewJob(
                                    "CREATE TABLE orders (user_id bigint PRIMARY KEY)",
                                    "public",
                                    "CreateTable",
                                    "test",
                                    List.of("catalog", "main/s0", "main/s1")));
            for (String node : done) {
                try (Connection connection = fixture.direct(node);
                        Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute(job.statement());
                    ACCESS.ddlMarks().put(connection, job.id());
                    connection.commit();
                }
            }
            return job;
        }
    }

    @Test
    void interruptedChange_isFinishedByTheNextOne() throws SQLException {
        interruptedAfter(List.of("k", "a"));
        assertThat(fixture.engine().unfinishedDdl(EngineFixture.USER)).hasSize(1);
        try (EngineSession session = fixture.session()) {
            update(session, "ddl s0,s1: ALTER TABLE orders ADD COLUMN note text");
            assertTables("1");
            assertThat(fixture.value(
                            "b", "SELECT count(*) FROM information_schema.columns WHERE table_name = 'orders'"))
                    .isEqualTo("2");
        }
        assertThat(fixture.engine().unfinishedDdl(EngineFixture.USER)).isEmpty();
    }

    @Test
    void interruptedChange_isFinishedUnderTheSettingsOfItsOwnSession() throws SQLException {
        String statement = "CREATE TABLE orders (user_id bigint PRIMARY KEY, at date DEFAULT '03/02/2024')";
        try (EngineSession session = fixture.session()) {
            run(session, "SET DateStyle = 'ISO, DMY'");
            update(session, "ddl s0,s1: CREATE TABLE before (user_id bigint)");
        }
        String settings = fixture.value("k", "SELECT settings FROM kintsugi.ddl_job");
        assertThat(settings).contains("DMY").contains("standard_conforming_strings=on");
        try (Connection control = fixture.direct("k");
                Connection catalog = fixture.direct("k");
                Statement own = catalog.createStatement()) {
            DdlJob job = ACCESS.ddlJournal()
                    .begin(
                            control,
                            new DdlJournal.NewJob(
                                    statement,
                                    "public",
                                    Map.of("DateStyle", "ISO, DMY"),
                                    "CreateTable",
                                    "test",
                                    List.of("catalog", "main/s0", "main/s1")));
            catalog.setAutoCommit(false);
            own.execute("SET LOCAL DateStyle = 'ISO, DMY'");
            own.execute(statement);
            ACCESS.ddlMarks().put(catalog, job.id());
            catalog.commit();
        }
        try (EngineSession session = fixture.session()) {
            run(session, "SET DateStyle = 'ISO, MDY'");
            update(session, "ddl s0,s1: ALTER TABLE orders ADD COLUMN note text");
        }
        for (String node : List.of("k", "a", "b")) {
            assertThat(fixture.value(
                            node,
                            "SELECT column_default FROM information_schema.columns"
                                    + " WHERE table_name = 'orders' AND column_name = 'at'"))
                    .startsWith("'2024-02-03'");
        }
    }

    @Test
    void changeInterruptedBeforeItsFirstCommit_isGivenUp() throws SQLException {
        interruptedAfter(List.of());
        fixture.engine().resumeDdl(EngineFixture.USER);
        assertTables("0");
        assertThat(fixture.value("k", "SELECT state FROM kintsugi.ddl_job")).isEqualTo("failed");
    }

    @Test
    void changeThatCannotGoOn_namesThePlace_andCanBeAbandoned() throws SQLException {
        DdlJob job = interruptedAfter(List.of("k", "a"));
        fixture.on("b", "CREATE TABLE orders (something_else int)");
        assertThatThrownBy(() -> fixture.engine().resumeDdl(EngineFixture.USER))
                .hasMessageContaining("main/s1")
                .hasMessageContaining("already exists");
        assertThat(fixture.engine()
                        .unfinishedDdl(EngineFixture.USER)
                        .get(0)
                        .steps()
                        .get(2)
                        .state())
                .isEqualTo(DdlJob.StepState.FAILED);
        fixture.engine().abandonDdl(EngineFixture.USER, job.number());
        assertThat(fixture.engine().unfinishedDdl(EngineFixture.USER)).isEmpty();
    }

    /**
     * The connection that holds the lock of schema changes dies while the change waits for a lock on the last shard. A
     * second client must neither give up a change whose client goes on, nor make it twice.
     */
    @Test
    void clientThatLosesItsLock_isWaitedFor_orChangesNothing() throws Exception {
        fixture.everywhere("CREATE TABLE orders (user_id bigint PRIMARY KEY)");
        ExecutorService first = Executors.newSingleThreadExecutor();
        try (EngineFixture patient = new EngineFixture(fixture, 20_000);
                Connection holder = fixture.direct("b");
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("LOCK TABLE orders");
            Future<String> outcome = first.submit(() -> addCheck(patient));
            FaultsIT.awaitRunning(fixture, "b", "ADD CHECK");
            fixture.value(
                    "k",
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
            assertRefused(() -> fixture.engine().resumeDdl(EngineFixture.USER), ErrorCode.DDL_LOCKED);
            holder.rollback();
            assertThat(outcome.get(30, TimeUnit.SECONDS)).contains("KZ102");
            patient.engine().resumeDdl(EngineFixture.USER);
            for (String node : List.of("k", "a", "b")) {
                assertThat(fixture.value(
                                node,
                                "SELECT count(*) FROM pg_constraint WHERE contype = 'c'"
                                        + " AND conrelid = 'orders'::regclass"))
                        .as(node)
                        .isEqualTo("1");
            }
            assertThat(fixture.engine().unfinishedDdl(EngineFixture.USER)).isEmpty();
        } finally {
            first.shutdownNow();
        }
    }

    private static String addCheck(EngineFixture patient) {
        try (EngineSession session = patient.session()) {
            update(session, "ddl s0,s1: ALTER TABLE orders ADD CHECK (user_id > 0)");
            return "done";
        } catch (SQLException failed) {
            return failed.getSQLState();
        } catch (ShardException refused) {
            return refused.code().sqlState();
        }
    }

    @Test
    void changeThatWasGivenUp_changesNothing() throws SQLException {
        DdlJob job = interruptedAfter(List.of());
        fixture.engine().resumeDdl(EngineFixture.USER);
        try (Connection catalog = fixture.direct("k")) {
            assertRefused(() -> ACCESS.ddlJournal().hold(catalog, job), ErrorCode.DDL_INTERRUPTED);
        }
    }

    @Test
    void changeAtTheSameTime_isRefused_namingTheHolder() throws SQLException {
        try (EngineSession session = fixture.session();
                Connection holder = fixture.direct("k")) {
            ACCESS.ddlJournal().lock(holder, Duration.ofSeconds(5));
            assertThatThrownBy(() -> update(session, "ddl s0,s1: CREATE TABLE orders (user_id bigint)"))
                    .hasMessageContaining("user 'postgres'");
            assertRefused(
                    () -> update(session, "ddl s0,s1: CREATE TABLE orders (user_id bigint)"), ErrorCode.DDL_LOCKED);
            ACCESS.ddlJournal().unlock(holder);
            update(session, "ddl s0,s1: CREATE TABLE orders (user_id bigint)");
            assertTables("1");
        }
    }

    @Test
    void change_isMadeWhileThisSessionHoldsTheOnlyPlaces() throws SQLException {
        EngineConfig one = EngineConfig.DEFAULT
                .with(EngineProperty.POOL_SIZE_PER_NODE, 1)
                .with(EngineProperty.POOL_WAIT_MILLIS, 300);
        try (EngineFixture narrow = new EngineFixture(one);
                EngineSession session = narrow.session()) {
            update(session, "ddl s0,s1: CREATE TABLE orders (user_id bigint PRIMARY KEY)");
            try (RowCursor open = cursor(session, "s0: SELECT 1");
                    CatalogLease catalog = session.catalog()) {
                assertThat(catalog.connection().isClosed()).isFalse();
                update(session, "ddl s0,s1: ALTER TABLE orders ADD note text");
                assertThat(open.next()).isTrue();
            }
            try (RowCursor open = cursor(session, "s1: SELECT note FROM orders");
                    EngineSession other = narrow.session()) {
                update(other, "ddl s0,s1: CREATE TABLE others (user_id bigint PRIMARY KEY)");
                assertThat(open.next()).isFalse();
            }
            try (EngineSession other = narrow.session();
                    CatalogLease catalog = session.catalog()) {
                assertThat(catalog.connection().isClosed()).isFalse();
                assertRefused(
                        () -> update(other, "ddl s0,s1: CREATE TABLE more (user_id bigint PRIMARY KEY)"),
                        ErrorCode.POOL_EXHAUSTED);
            }
            update(session, "ddl s0,s1: CREATE TABLE more (user_id bigint PRIMARY KEY)");
        }
    }

    private static RowCursor cursor(EngineSession session, String text) throws SQLException {
        return ((StatementResult.Rows) run(session, text)).cursor();
    }
}
