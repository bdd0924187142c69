package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.update;
import static io.kintsugi.engine.EngineSessionIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.node.GuardIdentity;
import io.kintsugi.node.GuardTarget;
import io.kintsugi.node.NodeAccess;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.FixedTopology;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Servers, pools and people that do not behave. */
class FaultsIT {
    private static final String END_OTHERS =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND pid <> pg_backend_pid() AND application_name LIKE 'kintsugi-%'";

    private static void ordersIn(EngineFixture fixture) throws SQLException {
        fixture.everywhere("CREATE TABLE orders (user_id bigint PRIMARY KEY, amount numeric)");
    }

    @Test
    void databaseWithoutGuardRow_isRefused_withTheWayOut() {
        Topology topology = EngineFixture.newTopology();
        try (Engine engine = Engine.start(new FixedTopology(topology), EngineConfig.DEFAULT, new PlanRouter())) {
            assertThatThrownBy(() -> engine.openSession(EngineFixture.USER, SessionOptions.DEFAULT))
                    .hasMessageContaining("kintsugi init");
            assertRefused(
                    () -> engine.openSession(EngineFixture.USER, SessionOptions.DEFAULT), ErrorCode.GUARD_MISSING);
        }
    }

    @Test
    void swappedAddresses_areRefused_beforeAnythingRuns() throws SQLException {
        try (EngineFixture fixture = new EngineFixture()) {
            Topology topology = fixture.topology();
            GuardTarget wrong = List.copyOf(GuardIdentity.targets(topology)).get(2);
            fixture.on(
                    "a",
                    "UPDATE kintsugi.guard SET shard = '" + wrong.identity().shard() + "'");
            try (EngineSession session = fixture.session()) {
                assertThatThrownBy(() -> query(session, "s0: SELECT 1"))
                        .hasMessageContaining("main/s0")
                        .hasMessageContaining("main/s1");
                assertRefused(() -> query(session, "s0: SELECT 1"), ErrorCode.GUARD_MISMATCH);
                assertThat(query(session, "s1: SELECT 1")).hasSize(1);
            }
        }
    }

    @Test
    void staleTopology_isShutOutOfNewConnections() throws SQLException {
        try (EngineFixture fixture = new EngineFixture();
                Connection direct = fixture.direct("a")) {
            NodeAccess.of(Dialect.POSTGRESQL).guard().raiseMinTopology(direct, 99);
            try (EngineSession session = fixture.session()) {
                assertRefused(() -> query(session, "s0: SELECT 1"), ErrorCode.TOPOLOGY_STALE);
            }
        }
    }

    @Test
    void unreachableNode_isNamedAtOnce() throws SQLException {
        Topology topology = EngineFixture.newTopology();
        ClusterPreparation.prepare(topology, EngineFixture::connect);
        String yaml = TopologyYaml.write(topology);
        String node = topology.node("b").address() + "/" + topology.node("b").database();
        String broken = yaml.replace(node, "127.0.0.1:1/" + topology.node("b").database());
        Topology changed = TopologyYaml.parse(broken, "t.yaml", name -> Optional.empty(), path -> "");
        try (Engine engine = Engine.start(new FixedTopology(changed), EngineConfig.DEFAULT, new PlanRouter());
                EngineSession session = engine.openSession(EngineFixture.USER, SessionOptions.DEFAULT)) {
            assertThatThrownBy(() -> query(session, "s1: SELECT 1")).hasMessageContaining("'b'");
            assertRefused(() -> query(session, "s1: SELECT 1"), ErrorCode.NODE_UNREACHABLE);
        }
    }

    @Test
    void backendKilledInTransaction_isAClearError_andTheSessionGoesOn() throws SQLException {
        try (EngineFixture fixture = new EngineFixture();
                EngineSession session = fixture.transactional()) {
            ordersIn(fixture);
            update(session, "s0: INSERT INTO orders VALUES (1, 1)");
            fixture.value("a", END_OTHERS);
            assertThatThrownBy(() -> query(session, "s0: SELECT 1")).isInstanceOf(SQLException.class);
            assertRefused(() -> query(session, "s1: SELECT 1"), ErrorCode.TRANSACTION_ABORTED);
            session.rollback();
            fixture.assertNothingLeaked();
            assertThat(query(session, "s0: SELECT count(*) FROM orders")).containsExactly(List.of("0"));
            session.rollback();
        }
    }

    @Test
    void backendKilledDuringAutocommitWrite_leavesTheOutcomeUnknown() throws Exception {
        try (EngineFixture fixture = new EngineFixture();
                EngineSession session = fixture.session()) {
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                Future<?> killed = other.submit(() -> {
                    awaitRunning(fixture, "a", "pg_sleep");
                    return fixture.value("a", END_OTHERS);
                });
                assertRefused(
                        () -> update(session, "s0: DO $$ BEGIN PERFORM pg_sleep(30); END $$"),
                        ErrorCode.OUTCOME_UNKNOWN);
                killed.get(30, TimeUnit.SECONDS);
            } finally {
                other.shutdownNow();
            }
            assertThat(query(session, "s0: SELECT 1")).hasSize(1);
        }
    }

    @Test
    void backendKilledBeforeCommit_reportsTheCommitAsUnknown() throws SQLException {
        try (EngineFixture fixture = new EngineFixture();
                EngineSession session = fixture.transactional()) {
            ordersIn(fixture);
            update(session, "s0: INSERT INTO orders VALUES (1, 1)");
            fixture.value("a", END_OTHERS);
            assertRefused(session::commit, ErrorCode.OUTCOME_UNKNOWN);
            fixture.assertNothingLeaked();
            assertThat(query(session, "s0: SELECT count(*) FROM orders")).containsExactly(List.of("0"));
            session.rollback();
        }
    }

    static void awaitRunning(EngineFixture fixture, String node, String text) throws SQLException {
        String sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'"
                + " AND pid <> pg_backend_pid() AND query LIKE '%" + text + "%'";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while ("0".equals(fixture.value(node, sql))) {
            assertThat(System.nanoTime()).as("nothing like " + text + " runs").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void exhaustedPool_isAnErrorThatNamesNodeAndRemedy() throws SQLException {
        EngineConfig config = EngineConfig.DEFAULT
                .with(EngineProperty.POOL_SIZE_PER_NODE, 2)
                .with(EngineProperty.POOL_WAIT_MILLIS, 300);
        try (EngineFixture fixture = new EngineFixture(config)) {
            List<EngineSession> holders = new ArrayList<>();
            for (int index = 0; index < 2; index++) {
                EngineSession holder = fixture.transactional();
                query(holder, "s0: SELECT 1");
                holders.add(holder);
            }
            try (EngineSession late = fixture.session()) {
                assertThatThrownBy(() -> query(late, "s0: SELECT 1"))
                        .hasMessageContaining("'a'")
                        .hasMessageContaining("300 ms")
                        .hasMessageContaining("poolSizePerNode");
                assertRefused(() -> query(late, "s0: SELECT 1"), ErrorCode.POOL_EXHAUSTED);
                assertThat(query(late, "s1: SELECT 1")).hasSize(1);
                holders.get(0).close();
                assertThat(query(late, "s0: SELECT 1")).hasSize(1);
            }
            holders.get(1).close();
        }
    }

    @Test
    void openResults_shareOneConnection_soThatSloppyCodeDoesNotDrainThePool() throws SQLException {
        EngineConfig config = EngineConfig.DEFAULT.with(EngineProperty.POOL_SIZE_PER_NODE, 1);
        try (EngineFixture fixture = new EngineFixture(config);
                EngineSession session = fixture.session()) {
            List<StatementResult> open = new ArrayList<>();
            for (int index = 0; index < 20; index++) {
                open.add(EngineFixture.run(session, "s0: SELECT " + index));
            }
            for (int index = 0; index < 20; index++) {
                assertThat(EngineFixture.drain(((StatementResult.Rows) open.get(index)).cursor()))
                        .containsExactly(List.of(Integer.toString(index)));
            }
            fixture.assertNothingLeaked();
        }
    }

    @Test
    void cancel_endsTheStatementOnEveryShard() throws Exception {
        try (EngineFixture fixture = new EngineFixture();
                EngineSession session = fixture.session()) {
            EngineFixture.run(session, "SET kintsugi.transaction_mode = 'best-effort'");
            ExecutorService other = Executors.newSingleThreadExecutor();
            CountDownLatch ended = new CountDownLatch(1);
            try {
                Future<?> cancelling = other.submit(() -> {
                    awaitRunning(fixture, "a", "pg_sleep");
                    while (!ended.await(20, TimeUnit.MILLISECONDS)) {
                        session.cancel();
                    }
                    return null;
                });
                assertThatThrownBy(() -> update(session, "s0,s1: DO $$ BEGIN PERFORM pg_sleep(30); END $$"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                failed -> assertThat(failed.getSQLState()).isEqualTo("57014"));
                ended.countDown();
                cancelling.get(30, TimeUnit.SECONDS);
            } finally {
                ended.countDown();
                other.shutdownNow();
            }
            assertThat(query(session, "s0: SELECT 1")).hasSize(1);
        }
    }

    @Test
    void timeout_endsTheStatement_andTheSessionGoesOn() throws SQLException {
        try (EngineFixture fixture = new EngineFixture();
                EngineSession session = fixture.session()) {
            assertThatThrownBy(() -> session.execute(
                            session.prepare("s0: SELECT pg_sleep(30)"),
                            Bindings.NONE,
                            ExecuteOptions.DEFAULT.withTimeoutMillis(200)))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failed -> assertThat(failed.getSQLState()).isEqualTo("57014"));
            assertThat(query(session, "s0: SELECT 1")).hasSize(1);
        }
    }
}
