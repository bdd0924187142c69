package io.kintsugi.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.ReplicaSet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is said to one real node, the same in both dialects. */
abstract class NodeAccessContract {
    private static final GuardIdentity IDENTITY = new GuardIdentity("shop", "main/s0");
    private static final int CLIENTS = 4;

    private final NodeAccess access;
    private final String url;

    NodeAccessContract(NodeAccess access, String url) {
        this.access = access;
        this.url = url;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** The user name of the test's connections. */
    abstract String user();

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
                        return access.guard().install(connection, IDENTITY, 1).incarnation();
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
            access.guard().install(connection, IDENTITY, 1);
            assertRefused(
                    () -> access.guard().install(connection, new GuardIdentity("shop", "main/s1"), 1),
                    ErrorCode.GUARD_MISMATCH);
            assertThat(access.guard().read(connection).identity()).isEqualTo(IDENTITY);
        }
    }

    @Test
    void emptyDatabase_hasNoGuardRow_andSaysHowToGetOne() throws SQLException {
        try (Connection connection = connect()) {
            assertThatThrownBy(() -> access.guard().read(connection))
                    .hasMessageContaining("no guard row")
                    .hasMessageContaining("kintsugi init")
                    .hasMessageNotContaining("user=");
            assertRefused(() -> access.catalogTables().schemaVersion(connection), ErrorCode.GUARD_MISSING);
        }
    }

    @Test
    void minTopology_onlyGrows() throws SQLException {
        try (Connection connection = connect()) {
            access.guard().install(connection, IDENTITY, 1);
            access.guard().raiseMinTopology(connection, 5);
            access.guard().raiseMinTopology(connection, 3);
            GuardRow row = access.guard().read(connection);
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
            access.catalogTables().install(connection);
            access.catalogTables().install(connection);
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
            access.idBlocks().raise(connection, "orders.id", 100_000);
            access.idBlocks().raise(connection, "orders.id", 5);
            assertThat(access.idBlocks().lease(connection, "orders.id", 3)).isEqualTo(100_000);
            assertThat(access.idBlocks().lease(connection, "orders.id", 1)).isEqualTo(100_003);
            assertThat(access.idBlocks().lease(connection, "other", 1)).isEqualTo(1);
        }
    }

    private List<Long> leaseMany() throws SQLException {
        List<Long> firsts = new ArrayList<>();
        try (Connection connection = connect()) {
            for (int round = 0; round < 50; round++) {
                firsts.add(access.idBlocks().lease(connection, "orders.id", 10));
            }
        }
        return firsts;
    }

    @Test
    void journal_keepsJobsAndSteps_untilTheyEnd() throws SQLException {
        try (Connection connection = connect()) {
            access.guard().install(connection, IDENTITY, 1);
            access.catalogTables().install(connection);
            DdlJob job = access.ddlJournal()
                    .begin(
                            connection,
                            new DdlJournal.NewJob("CREATE …", "public", "CreateTable", "me", List.of("x", "y")));
            assertThat(job.steps()).extracting(DdlJob.Step::shard).containsExactly("x", "y");
            access.ddlJournal().stepDone(connection, job, 0);
            access.ddlJournal().stepFailed(connection, job, 1, "why");
            DdlJob known = access.ddlJournal().unfinished(connection).get(0);
            assertThat(known.steps())
                    .extracting(DdlJob.Step::state)
                    .containsExactly(DdlJob.StepState.DONE, DdlJob.StepState.FAILED);
            assertThat(known.steps().get(1).error()).contains("why");
            assertThat(access.ddlMarks().has(connection, job.id())).isFalse();
            access.ddlMarks().put(connection, job.id());
            assertThat(access.ddlMarks().has(connection, job.id())).isTrue();
            access.ddlJournal().end(connection, job, DdlJob.State.DONE, "");
            assertThat(access.ddlJournal().unfinished(connection)).isEmpty();
        }
    }

    @Test
    void lock_isHeldByOne_andNamesItsHolder() throws SQLException {
        try (Connection holder = connect();
                Connection other = connect()) {
            access.ddlJournal().lock(holder, Duration.ofSeconds(1));
            assertThatThrownBy(() -> access.ddlJournal().lock(other, Duration.ofMillis(50)))
                    .hasMessageContaining("user '" + user() + "'")
                    .hasMessageContaining("50 ms");
            access.ddlJournal().unlock(holder);
            access.ddlJournal().lock(other, Duration.ofMillis(50));
        }
    }

    @Test
    void step_changesOnce_andIsFollowedAtLeastOnce() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            access.guard().install(connection, IDENTITY, 1);
            AtomicInteger changes = new AtomicInteger();
            AtomicInteger followed = new AtomicInteger();
            String job = UUID.randomUUID().toString();
            for (int round = 0; round < 2; round++) {
                access.ddlMarks()
                        .run(
                                connection,
                                job,
                                List.of(DdlObject.table("t")),
                                () -> {
                                    statement.execute("CREATE TABLE t (id integer PRIMARY KEY)");
                                    changes.incrementAndGet();
                                },
                                followed::incrementAndGet);
            }
            assertThat(changes).hasValue(1);
            assertThat(followed).hasPositiveValue();
            assertThat(access.ddlMarks().has(connection, job)).isTrue();
        }
    }

    @Test
    void refusedChange_leavesNoMark_andCanBeRunAgain() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            access.guard().install(connection, IDENTITY, 1);
            String job = UUID.randomUUID().toString();
            List<DdlObject> objects = List.of(DdlObject.table("t"));
            assertThatThrownBy(() -> access.ddlMarks()
                            .run(connection, job, objects, () -> statement.execute("DROP TABLE t"), () -> {}))
                    .isInstanceOf(SQLException.class);
            assertThat(access.ddlMarks().has(connection, job)).isFalse();
            access.ddlMarks()
                    .run(
                            connection,
                            job,
                            objects,
                            () -> statement.execute("CREATE TABLE t (id integer PRIMARY KEY)"),
                            () -> {});
            assertThat(access.ddlMarks().has(connection, job)).isTrue();
        }
    }

    private DdlJob begun(Connection connection) throws SQLException {
        Map<String, String> settings = Map.of("a", "x=1&y, \\'é\n", "b", "");
        return access.ddlJournal()
                .begin(connection, new DdlJournal.NewJob("CREATE …", "p", settings, "CreateTable", "me", List.of("x")));
    }

    @Test
    void journalOfAnOlderVersion_recordsWithoutSettings_untilItIsPreparedAgain() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            access.catalogTables().install(connection);
            statement.execute("ALTER TABLE kintsugi.ddl_job DROP COLUMN settings");
            DdlJob old = begun(connection);
            assertThat(old.settings()).isEmpty();
            access.catalogTables().install(connection);
            access.catalogTables().install(connection);
            DdlJob young = begun(connection);
            assertThat(young.settings()).isEqualTo(Map.of("a", "x=1&y, \\'é\n", "b", ""));
            assertThat(access.ddlJournal().unfinished(connection)).contains(old, young);
            access.ddlJournal().end(connection, old, DdlJob.State.DONE, "");
            access.ddlJournal().end(connection, young, DdlJob.State.DONE, "");
        }
    }
}
