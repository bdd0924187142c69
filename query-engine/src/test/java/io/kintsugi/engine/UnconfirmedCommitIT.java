package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.PostgresOptions;
import io.kintsugi.embedded.PostgresServer;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.FixedTopology;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * A commit waits for a replica that does not come, and the wait is cancelled: the server then says success, with a
 * warning that only it has the rows. Passed on as success, that would be an acknowledged commit that can be lost.
 */
class UnconfirmedCommitIT {
    private static final int SECONDS_MAX = 30;

    /** Its commit waits for a replica and is not made to fail by this, but to go on without. */
    private static final String CANCEL_WAITING =
            "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";

    @Test
    void commitThatNoReplicaConfirmed_isNotClaimed() throws Exception {
        try (PostgresServer server = PostgresServer.started(
                PostgresOptions.builder().name("alone").durable(false).build())) {
            Topology topology = prepared(server);
            try (Engine engine = Engine.start(new FixedTopology(topology), EngineConfig.DEFAULT, new PlanRouter());
                    EngineSession session = engine.openSession(EngineFixture.USER, SessionOptions.DEFAULT)) {
                update(session, "s0: CREATE TABLE orders (user_id bigint PRIMARY KEY)");
                session.setAutoCommit(false);
                update(session, "s0: INSERT INTO orders VALUES (1)");
                server.requireSynchronous(1, List.of("nobody"));
                assertUnconfirmed(failureOfCancelled(server, session::commit));
                session.setAutoCommit(true);
                assertUnconfirmed(
                        failureOfCancelled(server, () -> update(session, "s0: INSERT INTO orders VALUES (2)")));
                server.requireSynchronous(0, List.of());
                assertThat(query(session, "s0: SELECT user_id FROM orders ORDER BY 1"))
                        .containsExactly(List.of("1"), List.of("2"));
                update(session, "s0: INSERT INTO orders VALUES (3)");
            }
        }
    }

    private static Topology prepared(PostgresServer server) throws SQLException {
        server.createDatabase("k");
        server.createDatabase("a");
        Topology topology =
                TopologyYaml.parse("""
                cluster: test
                dialect: postgresql
                nodes:
                  k: {url: "postgresql://127.0.0.1:%1$d/k"}
                  a: {url: "postgresql://127.0.0.1:%1$d/a"}
                catalog: {nodes: [k]}
                keyspaces:
                  main: {shards: {s0: {nodes: [a]}}}
                """.formatted(server.port()), "test.yaml", name -> Optional.empty(), path -> "");
        ClusterPreparation.prepare(topology, EngineFixture::connect);
        return topology;
    }

    private static Throwable failureOfCancelled(PostgresServer server, ThrowingCallable work) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Callable<Long> cancel = () -> cancelled(server);
            Future<Long> cancelling = other.submit(cancel);
            Throwable failure = ThrowableAssert.catchThrowable(work);
            assertThat(cancelling.get(SECONDS_MAX, TimeUnit.SECONDS)).isEqualTo(1);
            return failure;
        } finally {
            other.shutdownNow();
        }
    }

    private static long cancelled(PostgresServer server) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            while (System.nanoTime() < end) {
                try (ResultSet rows = statement.executeQuery(CANCEL_WAITING)) {
                    rows.next();
                    if (rows.getLong(1) > 0) {
                        return rows.getLong(1);
                    }
                }
            }
        }
        return 0;
    }

    private static void assertUnconfirmed(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ShardException.class,
                        unknown -> assertThat(unknown.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN))
                .hasMessageContaining("no replica has confirmed it");
    }
}
