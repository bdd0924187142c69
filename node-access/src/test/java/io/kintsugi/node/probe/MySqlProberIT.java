package io.kintsugi.node.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.DatabaseServer;
import io.kintsugi.embedded.MySqlOptions;
import io.kintsugi.embedded.ReplicaSetServers;
import io.kintsugi.node.GuardIdentity;
import io.kintsugi.node.NodeAccess;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@MySqlTest(inContainer = false)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class MySqlProberIT {
    private static final String PASSWORD = "a-real-password";
    private static ReplicaSetServers servers;

    private final NodeProber prober =
            NodeProber.forDialect(Dialect.MYSQL, new ProbeLimits(1_000, 2_000, 2_000), Clock.systemUTC());

    @BeforeAll
    static void startServers() {
        MySqlOptions options =
                MySqlOptions.builder().durable(false).password(PASSWORD).build();
        servers = ReplicaSetServers.started("p", 1, 1, options);
        servers.primary().createDatabase("shop");
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @Test
    void primary_tellsRoleVersionAndWhoFollowsIt() {
        NodeFacts facts = awaited(servers.primary(), seen -> !seen.replicas().isEmpty());

        assertThat(facts.role()).isEqualTo(NodeRole.PRIMARY);
        assertThat(facts.serverVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(facts.replicas()).singleElement().satisfies(link -> {
            assertThat(link.applicationName()).isEqualTo("p-b");
            assertThat(link.isSynchronous()).isTrue();
        });
    }

    @Test
    void replica_tellsThatItReceives_andFallsBehind_whenItDoesNotApply() throws SQLException {
        DatabaseServer replica = servers.replicas().get(0);
        NodeFacts facts = awaited(replica, seen -> seen.replayLagMillis().orElse(1) == 0);
        assertThat(facts.role()).isEqualTo(NodeRole.REPLICA);
        assertThat(facts.streaming()).hasValue(true);

        execute(replica, "STOP REPLICA SQL_THREAD");
        execute(servers.primary(), "CREATE TABLE behind (a int PRIMARY KEY)");
        NodeFacts stopped = awaited(
                replica,
                seen -> !seen.streaming().orElse(true) && seen.replayLagMillis().orElse(1) != 0);
        assertThat(stopped.role()).isEqualTo(NodeRole.REPLICA);

        execute(replica, "START REPLICA SQL_THREAD");
        awaited(
                replica,
                seen -> seen.streaming().orElse(false) && seen.replayLagMillis().orElse(1) == 0);
    }

    @Test
    void guardRow_isShownWhereThereIsOne() throws SQLException {
        assertThat(facts(servers.primary()).guard()).isEmpty();
        try (Connection connection = servers.primary().connect("shop")) {
            NodeAccess.of(Dialect.MYSQL).guard().install(connection, new GuardIdentity("shop", "main/s0"), 1);
        }
        assertThat(facts(servers.primary()).guard().orElseThrow().columns())
                .containsEntry("cluster", "shop")
                .containsEntry("shard", "main/s0")
                .containsEntry("state", "serving");
    }

    @Test
    void refusedLogin_isToldApart_andPlainUserSeesLess() throws SQLException {
        NodeReport wrong = prober.probe(node(servers.primary()), credentials("root", "wrong"));
        assertThat(wrong.failure().orElseThrow().error()).isEqualTo(ProbeError.LOGIN_REFUSED);
        Node other = new Node("o", "127.0.0.1", servers.primary().port(), "none", "here", Map.of());
        assertThat(prober.probe(other, credentials("root", PASSWORD))
                        .failure()
                        .orElseThrow()
                        .error())
                .isEqualTo(ProbeError.LOGIN_REFUSED);

        execute(servers.primary(), "CREATE USER plain IDENTIFIED BY 'secret'");
        execute(servers.primary(), "GRANT ALL ON shop.* TO plain");
        NodeReport plain = prober.probe(node(servers.primary()), credentials("plain", "secret"));
        assertThat(plain.reached()).isEqualTo(ProbeLevel.FACTS);
        assertThat(plain.facts().orElseThrow().guard()).isEmpty();
        assertThat(plain.facts().orElseThrow().replicas()).isEmpty();
    }

    @Test
    void pausedServer_isSilent() {
        DatabaseServer replica = servers.replicas().get(0);
        replica.pause();
        try {
            NodeReport report = prober.probe(node(replica), credentials("root", PASSWORD));
            assertThat(report.reached()).isEqualTo(ProbeLevel.TCP);
            assertThat(report.failure().orElseThrow().error()).isEqualTo(ProbeError.TIMEOUT);
        } finally {
            replica.resume();
        }
    }

    private NodeFacts awaited(DatabaseServer server, Predicate<NodeFacts> condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        NodeFacts facts = facts(server);
        while (!condition.test(facts)) {
            assertThat(System.nanoTime()).as("deadline for %s", facts).isLessThan(deadline);
            facts = facts(server);
        }
        return facts;
    }

    private NodeFacts facts(DatabaseServer server) {
        NodeReport report = prober.probe(node(server), credentials("root", PASSWORD));
        assertThat(report.failure()).isEmpty();
        return report.facts().orElseThrow();
    }

    private static void execute(DatabaseServer server, String text) throws SQLException {
        try (Connection connection = server.connect("shop");
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static Node node(DatabaseServer server) {
        return new Node(server.name(), server.host(), server.port(), "shop", "here", Map.of());
    }

    private static Optional<Credentials> credentials(String user, String password) {
        return Optional.of(new Credentials(user, new Secret(password)));
    }
}
