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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class NodeProberTest {
    @ParameterizedTest
    @EnumSource
    void nothingListening_isRefused(Dialect dialect) throws IOException {
        NodeReport report = probe(dialect, new Node("gone", "127.0.0.1", freePort(), "shop", "here", Map.of()));

        assertThat(report.reached()).isEqualTo(ProbeLevel.NONE);
        assertThat(report.failure().orElseThrow().error()).isEqualTo(ProbeError.REFUSED);
        assertThat(report.facts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void unknownHost_isNamed(Dialect dialect) {
        NodeReport report = probe(dialect, new Node("x", "no-such-host.invalid", 5432, "shop", "here", Map.of()));

        assertThat(report.failure().orElseThrow().error()).isEqualTo(ProbeError.UNKNOWN_HOST);
        assertThat(report.failure().orElseThrow().message()).contains("no-such-host.invalid");
    }

    @ParameterizedTest
    @EnumSource
    void acceptsAndNeverAnswers_endsAtItsDeadline(Dialect dialect) throws IOException {
        try (TcpFaults hole = TcpFaults.blackHole()) {
            NodeReport report = probe(dialect, hole.node("hole"));

            assertThat(report.reached()).isEqualTo(ProbeLevel.TCP);
            assertThat(report.failure().orElseThrow().error()).isEqualTo(ProbeError.TIMEOUT);
            assertThat(report.elapsed()).isLessThan(Duration.ofSeconds(20));
        }
    }

    @ParameterizedTest
    @EnumSource
    void speaksAnotherProtocol_isToldApart(Dialect dialect) throws IOException {
        try (TcpFaults other = TcpFaults.nonsense()) {
            assertThat(probe(dialect, other.node("other"))
                            .failure()
                            .orElseThrow()
                            .error())
                    .isEqualTo(ProbeError.PROTOCOL);
        }
    }

    @Test
    void limits_mustBePositiveAndShort() {
        assertThatThrownBy(() -> new ProbeLimits(0, 1, 1)).hasMessageContaining("tcpMillis is 0");
        assertThatThrownBy(() -> new ProbeLimits(1, 60_001, 1)).hasMessageContaining("loginMillis is 60001");
    }

    private static NodeReport probe(Dialect dialect, Node node) {
        return NodeProber.forDialect(dialect, new ProbeLimits(500, 1_000, 1_000), Clock.systemUTC())
                .probe(node, Optional.empty());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
