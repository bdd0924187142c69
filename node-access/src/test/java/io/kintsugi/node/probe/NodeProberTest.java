package io.kintsugi.node.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Node;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class NodeProberTest {
    private final NodeProber prober =
            NodeProber.forDialect(Dialect.POSTGRESQL, new ProbeLimits(500, 1_000, 1_000), Clock.systemUTC());

    @Test
    void nothingListening_isRefused() throws IOException {
        NodeReport report = probe(new Node("gone", "127.0.0.1", freePort(), "shop", "here", Map.of()));

        assertThat(report.reached()).isEqualTo(ProbeLevel.NONE);
        assertThat(report.failure().orElseThrow().error()).isEqualTo(ProbeError.REFUSED);
        assertThat(report.facts()).isEmpty();
    }

    @Test
    void unknownHost_isNamed() {
        NodeReport report = probe(new Node("x", "no-such-host.invalid", 5432, "shop", "here", Map.of()));

        assertThat(report.failure().orElseThrow().error()).isEqualTo(ProbeError.UNKNOWN_HOST);
        assertThat(report.failure().orElseThrow().message()).contains("no-such-host.invalid");
    }

    @Test
    void acceptsAndNeverAnswers_endsAtItsDeadline() throws IOException {
        try (TcpFaults hole = TcpFaults.blackHole()) {
            NodeReport report = probe(hole.node("hole"));

            assertThat(report.reached()).isEqualTo(ProbeLevel.TCP);
            assertThat(report.failure().orElseThrow().error()).isEqualTo(ProbeError.TIMEOUT);
            assertThat(report.elapsed()).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void speaksAnotherProtocol_isToldApart() throws IOException {
        try (TcpFaults other = TcpFaults.nonsense()) {
            assertThat(probe(other.node("other")).failure().orElseThrow().error())
                    .isEqualTo(ProbeError.PROTOCOL);
        }
    }

    @Test
    void mysqlNodes_areLookedAtUpToTcp() throws IOException {
        NodeProber tcp = NodeProber.forDialect(Dialect.MYSQL, ProbeLimits.defaults(), Clock.systemUTC());
        try (TcpFaults open = TcpFaults.blackHole()) {
            NodeReport report = tcp.probe(open.node("open"), Optional.empty());

            assertThat(report.reached()).isEqualTo(ProbeLevel.TCP);
            assertThat(report.failure()).isEmpty();
        }
    }

    @Test
    void limits_mustBePositiveAndShort() {
        assertThatThrownBy(() -> new ProbeLimits(0, 1, 1)).hasMessageContaining("tcpMillis is 0");
        assertThatThrownBy(() -> new ProbeLimits(1, 60_001, 1)).hasMessageContaining("loginMillis is 60001");
    }

    private NodeReport probe(Node node) {
        return prober.probe(node, Optional.empty());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
