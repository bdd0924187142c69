package io.kintsugi.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.ReplicaSet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is said to one real node. */
class NodeAccessIT {
    private static final NodeAccess ACCESS = NodeAccess.of(Dialect.POSTGRESQL);
    private static final GuardIdentity IDENTITY = new GuardIdentity("shop", "main/s0");
    private static final int CLIENTS = 4;

    private final String url = SharedPostgres.get().newDatabase().jdbcUrl();

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    private static void assertRefused(ThrowingCallable work, ErrorCode code) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        ShardException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static GuardTarget target(long epoch) {
        return new GuardTarget(IDENTITY, new ReplicaSet(List.of("a"), 0, epoch));
    }

    @Test
    void guardRow_isInstalledOnce_whoeverComesAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<String>> incarnations = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                incarnations.add(threads.submit(() -> {
                    try (Connection connection = connect()) {
                        return ACCESS.guard().install(connection, IDENTITY, 1).incarnation();
                    }
                }));
            }
            Set<String> different = new HashSet<>();
            for (Future<String> incarnation : incarnations) {
                different.add(incarnation.get());
            }
            assertThat(different).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void databaseOfAnotherShard_isNotTakenOver() throws SQLException {
        try (Connection connection = connect()) {
            ACCESS.guard().install(connection, IDENTITY, 1);
            assertRefused(
                    () -> ACCESS.guard().install(connection, new GuardIdentity("shop", "main/s1"), 1),
                    ErrorCode.GUARD_MISMATCH);
            assertThat(ACCESS.guard().read(connection).identity()).isEqualTo(IDENTITY);
        }
    }

    @Test
    void emptyDatabase_hasNoGuardRow_andSaysHowToGetOne() throws SQLException {
        try (Connection connection = connect()) {
            assertThatThrownBy(() -> ACCESS.guard().read(connection))
                    .hasMessageContaining("no guard row")
                    .hasMessageContaining("kintsugi init")
                    .hasMessageNotContaining("user=");
            assertRefused(() -> ACCESS.catalogTables().schemaVersion(connection), ErrorCode.GUARD_MISSING);
        }
    }

    @Test
    void minTopology_onlyGrows() throws SQLException {
        try (Connection connection = connect()) {
            ACCESS.guard().install(connection, IDENTITY, 1);
            ACCESS.guard().raiseMinTopology(connection, 5);
            ACCESS.guard().raiseMinTopology(connection, 3);
            GuardRow row = ACCESS.guard().read(connection);
            assertThat(row.minTopology()).isEqualTo(5);
            assertRefused(() -> ShardGuard.check(row, target(1), 4, "here"), ErrorCode.TOPOLOGY_STALE);
            ShardGuard.check(row, target(1), 5, "here");
            assertRefused(() -> ShardGuard.check(row, target(2), 5, "here"), ErrorCode.GUARD_MISMATCH);
        }
    }

    @Test
    void check_refusesNewerEpoch_retiredShard_andReplica() {
        GuardRow newer = new GuardRow(IDENTITY, "i", 2, 0, GuardState.SERVING, false);
        assertRefused(() -> ShardGuard.check(newer, target(1), 1, "here"), ErrorCode.TOPOLOGY_STALE);
        GuardRow retired = new GuardRow(IDENTITY, "i", 1, 0, GuardState.RETIRED, false);
        assertRefused(() -> ShardGuard.check(retired, target(1), 1, "here"), ErrorCode.TOPOLOGY_STALE);
        GuardRow replica = new GuardRow(IDENTITY, "i", 1, 0, GuardState.SERVING, true);
        assertRefused(() -> ShardGuard.check(replica, target(1), 1, "here"), ErrorCode.NODE_NOT_PRIMARY);
    }

    @Test
    void idBlocks_areLeasedOnce() throws Exception {
        try (Connection connection = connect()) {
            ACCESS.catalogTables().install(connection);
            ACCESS.catalogTables().install(connection);
        }
        Set<Long> firsts = new HashSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<Long>>> leases = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                leases.add(threads.submit(this::leaseMany));
            }
            for (Future<List<Long>> lease : leases) {
                for (long first : lease.get()) {
                    assertThat(first % 10).isEqualTo(1);
                    assertThat(firsts.add(first)).isTrue();
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(firsts).hasSize(CLIENTS * 50);
        try (Connection connection = connect()) {
            ACCESS.idBlocks().raise(connection, "orders.id", 100_000);
            ACCESS.idBlocks().raise(connection, "orders.id", 5);
            assertThat(ACCESS.idBlocks().lease(connection, "orders.id", 3)).isEqualTo(100_000);
            assertThat(ACCESS.idBlocks().lease(connection, "orders.id", 1)).isEqualTo(100_003);
            assertThat(ACCESS.idBlocks().lease(connection, "other", 1)).isEqualTo(1);
        }
    }

    private List<Long> leaseMany() throws SQLException {
        List<Long> firsts = new ArrayList<>();
        try (Connection connection = connect()) {
            for (int round = 0; round < 50; round++) {
                firsts.add(ACCESS.idBlocks().lease(connection, "orders.id", 10));
            }
        }
        return firsts;
    }

    @Test
    void journal_keepsJobsAndSteps_untilTheyEnd() throws SQLException {
        try (Connection connection = connect()) {
            ACCESS.guard().install(connection, IDENTITY, 1);
            ACCESS.catalogTables().install(connection);
            DdlJob job = ACCESS.ddlJournal()
                    .begin(
                            connection,
                            new DdlJournal.NewJob("CREATE …", "public", "CreateTable", "me", List.of("x", "y")));
            assertThat(job.steps()).extracting(DdlJob.Step::shard).containsExactly("x", "y");
            ACCESS.ddlJournal().stepDone(connection, job, 0);
            ACCESS.ddlJournal().stepFailed(connection, job, 1, "why");
            DdlJob known = ACCESS.ddlJournal().unfinished(connection).get(0);
            assertThat(known.steps())
                    .extracting(DdlJob.Step::state)
                    .containsExactly(DdlJob.StepState.DONE, DdlJob.StepState.FAILED);
            assertThat(known.steps().get(1).error()).contains("why");
            assertThat(ACCESS.ddlMarks().has(connection, job.id())).isFalse();
            ACCESS.ddlMarks().put(connection, job.id());
            assertThat(ACCESS.ddlMarks().has(connection, job.id())).isTrue();
            ACCESS.ddlJournal().end(connection, job, DdlJob.State.DONE, "");
            assertThat(ACCESS.ddlJournal().unfinished(connection)).isEmpty();
        }
    }

    @Test
    void lock_isHeldByOne_andNamesItsHolder() throws SQLException {
        try (Connection holder = connect();
                Connection other = connect()) {
            ACCESS.ddlJournal().lock(holder, Duration.ofSeconds(1));
            assertThatThrownBy(() -> ACCESS.ddlJournal().lock(other, Duration.ofMillis(50)))
                    .hasMessageContaining("user 'postgres'")
                    .hasMessageContaining("50 ms");
            ACCESS.ddlJournal().unlock(holder);
            ACCESS.ddlJournal().lock(other, Duration.ofMillis(50));
        }
    }

    @Test
    void mysql_isRefusedForNow() {
        assertRefused(() -> NodeAccess.of(Dialect.MYSQL), ErrorCode.UNSUPPORTED_STATEMENT);
    }
}
