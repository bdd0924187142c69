package io.kintsugi.node.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.DatabaseServer;
import io.kintsugi.embedded.PostgresOptions;
import io.kintsugi.embedded.ReplicaSetServers;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NodeProberIT {
    private static final String PASSWORD = "a-real-password";
    private static ReplicaSetServers servers;

    private final NodeProber prober =
            NodeProber.forDialect(Dialect.POSTGRESQL, new ProbeLimits(1_000, 2_000, 2_000), Clock.systemUTC());

    @BeforeAll
    static void startServers() {
        PostgresOptions options = PostgresOptions.builder()
                .durable(false)
                .password(PASSWORD)
                .setting("max_connections", "20")
                .build();
        servers = ReplicaSetServers.started("p", 1, 1, options);
        servers.primary().createDatabase("shop");
        // A commit waits until replicas have written, not until they have replayed.
        NodeProber prober = NodeProber.forDialect(Dialect.POSTGRESQL, ProbeLimits.defaults(), Clock.systemUTC());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (prober.probe(node(servers.replicas().get(0)), credentials("postgres", PASSWORD))
                .failure()
                .isPresent()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
        }
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @Test
    void primary_tellsRoleVersionAndWhoFollowsIt() {
        NodeFacts facts = facts(servers.primary());

        assertThat(facts.role()).isEqualTo(NodeRole.PRIMARY);
        assertThat(facts.serverVersion()).startsWith("18");
        assertThat(facts.replicas()).singleElement().satisfies(link -> {
            assertThat(link.applicationName()).isEqualTo("p-b");
            assertThat(link.state()).isEqualTo("streaming");
            assertThat(link.isSynchronous()).isTrue();
        });
    }

    @Test
    void replica_tellsThatItReceivesAndItsLag() {
        NodeFacts facts = facts(servers.replicas().get(0));

        assertThat(facts.role()).isEqualTo(NodeRole.REPLICA);
        assertThat(facts.streaming()).hasValue(true);
        assertThat(facts.replayLagMillis()).isPresent();
        assertThat(facts.replayLagMillis().getAsLong()).isNotNegative();
        assertThat(facts.replicas()).isEmpty();
    }

    @Test
    void replicaRestartedOnAQuietCluster_isNotCalledBehind() throws Exception {
        DatabaseServer replica = servers.replicas().get(0);
        replica.stop();
        replica.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!probe(replica).facts().flatMap(NodeFacts::streaming).orElse(false)) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
        }
        assertThat(facts(replica).replayLagMillis().orElseThrow()).isLessThanOrEqualTo(50);
    }

    @Test
    void replicaWithReplayPaused_isBehindInBytes() throws Exception {
        DatabaseServer replica = servers.replicas().get(0);
        execute(replica, "SELECT pg_wal_replay_pause()");
        execute(servers.primary(), "CREATE TABLE IF NOT EXISTS behind (a int)");
        execute(servers.primary(), "INSERT INTO behind VALUES (1)");
        assertThat(facts(replica).replayLagMillis()).isPresent();
        assertThat(facts(servers.primary()).replicas().get(0).replayLagBytes().orElseThrow())
                .isPositive();
        execute(replica, "SELECT pg_wal_replay_resume()");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (facts(replica).replayLagMillis().orElseThrow() > 50) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
        }
    }

    private static void execute(DatabaseServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("shop");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void guardRow_isShownWhereThereIsOne_andNoErrorWhereNot() throws SQLException {
        try (Connection connection = servers.primary().connect("shop");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS kintsugi CASCADE");
            assertThat(facts(servers.primary()).guard()).isEmpty();
            statement.execute("CREATE SCHEMA kintsugi");
            statement.execute("CREATE TABLE kintsugi.guard AS SELECT 'abc' AS incarnation, 3 AS epoch");
            assertThat(facts(servers.primary()).guard().orElseThrow().columns())
                    .containsExactly(Map.entry("incarnation", "abc"), Map.entry("epoch", "3"));
        }
    }

    @Test
    void roleWithoutRights_stillGetsRoleAndState() throws SQLException {
        try (Connection connection = servers.primary().connect("shop");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ROLE IF EXISTS nobody");
            statement.execute("CREATE ROLE nobody LOGIN PASSWORD '" + PASSWORD + "'");
        }
        NodeReport report = prober.probe(node(servers.primary()), credentials("nobody", PASSWORD));

        assertThat(report.failure()).isEmpty();
        assertThat(report.facts().orElseThrow().role()).isEqualTo(NodeRole.PRIMARY);
        assertThat(report.facts().orElseThrow().guard()).isEmpty();
    }

    @Test
    void wrongPasswordOrDatabase_isALoginRefused_andLeaksNoPassword() {
        NodeReport password = prober.probe(node(servers.primary()), credentials("postgres", "wrong-secret"));
        Node other = new Node("o", "127.0.0.1", servers.primary().port(), "none", "here", Map.of());
        NodeReport database = prober.probe(other, credentials("postgres", PASSWORD));

        assertThat(password.failure().orElseThrow().error()).isEqualTo(ProbeError.LOGIN_REFUSED);
        assertThat(password.toString()).doesNotContain("wrong-secret");
        assertThat(database.failure().orElseThrow().error()).isEqualTo(ProbeError.LOGIN_REFUSED);
    }

    @Test
    void fullServer_isToldApartFromADeadOne() throws SQLException {
        try (Connection admin = servers.primary().connect("shop");
                Statement statement = admin.createStatement()) {
            statement.execute("DROP ROLE IF EXISTS plain");
            statement.execute("CREATE ROLE plain LOGIN PASSWORD '" + PASSWORD + "' CONNECTION LIMIT 0");
        }
        NodeReport report = prober.probe(node(servers.primary()), credentials("plain", PASSWORD));

        assertThat(report.failure().orElseThrow().error()).isEqualTo(ProbeError.TOO_MANY_CONNECTIONS);
    }

    @Test
    void stoppedProcess_isSilent_andHealthyAfterwards() {
        DatabaseServer replica = servers.replicas().get(0);
        replica.pause();
        try {
            assertThat(probe(replica).failure().orElseThrow().error()).isEqualTo(ProbeError.TIMEOUT);
        } finally {
            replica.resume();
        }
        assertThat(probe(replica).failure()).isEmpty();
    }

    @Test
    void probes_leaveNoSessionBehind() throws Exception {
        List<NodeReport> reports = new ArrayList<>();
        for (int round = 0; round < 30; round++) {
            reports.add(probe(servers.primary()));
        }
        assertThat(reports).allSatisfy(report -> assertThat(report.failure()).isEmpty());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (sessions() > 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static long sessions() throws SQLException {
        try (Connection connection = servers.primary().connect("shop");
                Statement statement = connection.createStatement();
                java.sql.ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'kintsugi-probe'")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private NodeFacts facts(DatabaseServer server) {
        NodeReport report = probe(server);
        assertThat(report.failure()).isEmpty();
        return report.facts().orElseThrow();
    }

    private NodeReport probe(DatabaseServer server) {
        return prober.probe(node(server), credentials("postgres", PASSWORD));
    }

    private static Node node(DatabaseServer server) {
        return new Node(server.name(), "127.0.0.1", server.port(), "shop", "here", Map.of());
    }

    private static Optional<Credentials> credentials(String user, String password) {
        return Optional.of(new Credentials(user, new Secret(password)));
    }
}
