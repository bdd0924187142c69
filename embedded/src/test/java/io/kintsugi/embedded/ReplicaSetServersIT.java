package io.kintsugi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReplicaSetServersIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long PSS_BYTES_MAX = 1_200L << 20;

    @Test
    void replica_showsTheWritesOfItsPrimary() throws SQLException {
        try (ReplicaSetServers set = ReplicaSetServers.started("s0", 2, 1)) {
            assertThat(set.all()).extracting(DatabaseServer::name).containsExactly("s0-a", "s0-b", "s0-c");
            Queries.execute(set.primary(), "postgres", "CREATE TABLE t AS SELECT 7 AS id");
            for (DatabaseServer replica : set.replicas()) {
                assertThat(Await.until(LIMIT, () -> hasTable(replica))).isTrue();
                assertThat(Queries.number(replica, "postgres", "SELECT id FROM t"))
                        .isEqualTo(7);
                assertThat(Queries.text(replica, "SELECT pg_is_in_recovery()")).isEqualTo("t");
            }
            assertThat(Queries.number(
                            set.primary(),
                            "postgres",
                            "SELECT count(DISTINCT application_name) FROM pg_stat_replication"
                                    + " WHERE sync_state = 'quorum' AND application_name IN ('s0-b', 's0-c')"))
                    .isEqualTo(2);
        }
    }

    @Test
    void synchronousCommit_waitsForPausedReplica() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (ReplicaSetServers set = ReplicaSetServers.started("s1", 1, 1)) {
            DatabaseServer primary = set.primary();
            Queries.execute(primary, "postgres", "CREATE TABLE t (id int)");
            set.replicas().get(0).pause();

            Future<?> commit = executor.submit(() -> {
                Queries.execute(primary, "postgres", "INSERT INTO t VALUES (1)");
                return null;
            });

            assertThat(Await.until(LIMIT, () -> isWaitingForReplica(primary))).isTrue();
            assertThatThrownBy(() -> commit.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            set.replicas().get(0).resume();
            commit.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

            set.replicas().get(0).kill();
            primary.requireSynchronous(0, List.of());
            Queries.execute(primary, "postgres", "INSERT INTO t VALUES (2)");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void demandForReplicas_holdsForTheVeryNextCommit() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        PostgresOptions options = PostgresOptions.builder().durable(false).build();
        try (DatabaseServer server = PostgresServer.started(options)) {
            Queries.execute(server, "postgres", "CREATE TABLE t (id int)");
            for (int round = 0; round < 10; round++) {
                server.requireSynchronous(1, List.of("nobody"));
                Future<?> commit = executor.submit(() -> {
                    Queries.execute(server, "postgres", "INSERT INTO t VALUES (1)");
                    return null;
                });
                assertThat(Await.until(LIMIT, () -> commit.isDone() || isWaitingForReplica(server)))
                        .isTrue();
                assertThat(commit.isDone()).isFalse();
                server.requireSynchronous(0, List.of());
                commit.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** With the checkpointer frozen, sessions see the new setting while commits do not wait yet: nobody may be told. */
    @Test
    void demandForReplicas_isNotInForceBeforeTheCheckpointerKnows() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        PostgresOptions options = PostgresOptions.builder().durable(false).build();
        try (DatabaseServer server = PostgresServer.started(options)) {
            Queries.execute(server, "postgres", "CREATE TABLE t (id int)");
            String checkpointer =
                    Queries.text(server, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'");
            signal("STOP", checkpointer);
            Future<?> demand = executor.submit(() -> server.requireSynchronous(1, List.of("nobody")));

            assertThat(Await.until(LIMIT, () -> demand.isDone() || isCheckpointAsked(server)))
                    .isTrue();
            assertThat(demand.isDone()).isFalse();
            assertThat(Queries.text(server, "SHOW synchronous_standby_names")).contains("nobody");
            Queries.execute(server, "postgres", "INSERT INTO t VALUES (1)");

            signal("CONT", checkpointer);
            demand.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            Future<?> commit = executor.submit(() -> {
                Queries.execute(server, "postgres", "INSERT INTO t VALUES (2)");
                return null;
            });
            assertThat(Await.until(LIMIT, () -> commit.isDone() || isWaitingForReplica(server)))
                    .isTrue();
            assertThat(commit.isDone()).isFalse();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void cloneDuringWrites_hasEveryRowAcknowledgedOnceSynchronous() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicLong acknowledged = new AtomicLong();
        PostgresOptions options = PostgresOptions.builder().durable(false).build();
        try (PostgresServer primary = PostgresServer.started(options)) {
            Queries.execute(primary, "postgres", "CREATE TABLE t (id bigserial PRIMARY KEY, padding text)");
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                writers.add(executor.submit(() -> write(primary, stopped, acknowledged)));
            }
            assertThat(Await.until(LIMIT, () -> acknowledged.get() > 500)).isTrue();
            try (PostgresServer replica = primary.cloneReplica("copy")) {
                primary.requireSynchronous(1, List.of("copy"));
                long before = acknowledged.get();
                assertThat(Await.until(LIMIT, () -> acknowledged.get() > before + 200))
                        .isTrue();
                stopped.set(true);
                for (Future<?> writer : writers) {
                    writer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
                }
                primary.kill();

                Queries.execute(replica, "postgres", "SELECT pg_promote(true, 30)");

                assertThat(Queries.number(replica, "postgres", "SELECT count(*) FROM t"))
                        .isGreaterThanOrEqualTo(acknowledged.get());
                assertThat(Queries.number(replica, "postgres", "SELECT count(*) FROM t WHERE length(padding) = 500"))
                        .isGreaterThanOrEqualTo(acknowledged.get());
                Queries.execute(replica, "postgres", "INSERT INTO t (padding) VALUES ('writable')");
            }
        } finally {
            stopped.set(true);
            executor.shutdownNow();
        }
    }

    @Test
    void killedReplica_followsAgainAfterRestart() throws SQLException {
        try (ReplicaSetServers set = ReplicaSetServers.started("s2", 1, 0)) {
            DatabaseServer replica = set.replicas().get(0);
            replica.kill();
            Queries.execute(set.primary(), "postgres", "CREATE TABLE t AS SELECT 7 AS id");

            replica.start();

            assertThat(Await.until(LIMIT, () -> hasTable(replica))).isTrue();
        }
    }

    @Test
    void primaryRestart_isFollowedByItsReplica() throws SQLException {
        try (ReplicaSetServers set = ReplicaSetServers.started("s3", 1, 0)) {
            set.primary().kill();
            set.primary().start();
            Queries.execute(set.primary(), "postgres", "CREATE TABLE t AS SELECT 7 AS id");
            assertThat(Await.until(LIMIT, () -> hasTable(set.replicas().get(0))))
                    .isTrue();
        }
    }

    @Test
    void nineServers_fitIntoLittleMemory() throws IOException {
        try (ReplicaSetServers first = ReplicaSetServers.started("m0", 2, 1);
                ReplicaSetServers second = ReplicaSetServers.started("m1", 2, 1);
                ReplicaSetServers third = ReplicaSetServers.started("m2", 2, 1)) {
            long bytes = 0;
            for (ReplicaSetServers set : List.of(first, second, third)) {
                for (DatabaseServer server : set.all()) {
                    bytes += proportionalSetBytes(server);
                }
            }
            System.out.println("Nine servers hold " + (bytes >> 20) + " MiB (sum of PSS)");
            assertThat(bytes).isPositive().isLessThan(PSS_BYTES_MAX);
        }
    }

    @Test
    void impossibleSets_areRefused() {
        assertThatThrownBy(() -> ReplicaSetServers.started("x", 1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReplicaSetServers.started("x", -1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Void write(DatabaseServer primary, AtomicBoolean stopped, AtomicLong acknowledged)
            throws SQLException {
        try (Connection connection = primary.connect("postgres");
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO t (padding) VALUES (repeat('x', 500))")) {
            while (!stopped.get()) {
                insert.executeUpdate();
                acknowledged.incrementAndGet();
            }
        }
        return null;
    }

    private static boolean hasTable(DatabaseServer server) {
        return holds(server, "SELECT count(*) FROM pg_class WHERE relname = 't'");
    }

    private static boolean isWaitingForReplica(DatabaseServer server) {
        return holds(server, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    }

    private static boolean isCheckpointAsked(DatabaseServer server) {
        return holds(server, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'CheckpointStart'");
    }

    private static void signal(String signal, String pid) throws IOException {
        List<String> command = List.of("/bin/sh", "-c", "kill -s " + signal + " " + pid);
        assertThat(Commands.run(command, Path.of("/"), LIMIT).succeeded()).isTrue();
    }

    private static boolean holds(DatabaseServer server, String count) {
        try {
            return Queries.number(server, "postgres", count) > 0;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Shared pages count once, divided among those who share them. Linux only; elsewhere the size is unknown. */
    private static long proportionalSetBytes(DatabaseServer server) throws IOException {
        ProcessHandle main = ProcessHandle.of(server.pid()).orElseThrow();
        long kilobytes = 0;
        for (ProcessHandle process :
                Stream.concat(Stream.of(main), main.children()).toList()) {
            for (String line : memory(process, main)) {
                if (line.startsWith("Pss:")) {
                    kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return kilobytes << 10;
    }

    /** A worker may end before it is looked at, and holds nothing then. */
    private static List<String> memory(ProcessHandle process, ProcessHandle main) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc", "" + process.pid(), "smaps_rollup"));
        } catch (IOException gone) {
            if (process.equals(main)) {
                throw gone;
            }
            return List.of();
        }
    }
}
