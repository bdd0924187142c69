package io.kintsugi.manager.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.manager.journal.Journal;
import io.kintsugi.node.probe.NodeProber;
import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.ProbeError;
import io.kintsugi.node.probe.ProbeFailure;
import io.kintsugi.topology.Topology;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HealthMonitorTest {
    private final Journal journal = new Journal(Clock.systemUTC(), 20);
    private final Topology topology = Topologies.small();

    @Test
    void hangingNode_delaysNoOther_andIsReportedSilent() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Map<String, AtomicInteger> probes = new ConcurrentHashMap<>();
        NodeProber prober = (node, credentials) -> {
            probes.computeIfAbsent(node.name(), name -> new AtomicInteger()).incrementAndGet();
            if (node.name().equals("a0")) {
                awaitQuietly(release);
            }
            return Reports.primary(node.name());
        };
        try (HealthMonitor monitor = monitor(prober, 16)) {
            tickUntil(
                    monitor, () -> probes.containsKey("b0") && probes.get("b0").get() >= 5);
            tickUntil(monitor, () -> error(monitor, "a0").equals(Optional.of(ProbeError.TIMEOUT)));

            assertThat(probes.get("a0")).as("never two probes of one node").hasValue(1);
            assertThat(monitor.reports()).hasSize(7);
            release.countDown();
            tickUntil(monitor, () -> error(monitor, "a0").isEmpty());
        }
    }

    @Test
    void moreNodesThanThreads_allGetTheirTurn() throws Exception {
        try (HealthMonitor monitor = monitor((node, credentials) -> Reports.primary(node.name()), 1)) {
            tickUntil(
                    monitor,
                    () -> monitor.reports().size() == 7
                            && monitor.reports().values().stream()
                                    .allMatch(report -> report.failure().isEmpty()));
        }
    }

    @Test
    void defectOfTheProbe_isReportedAsThat() throws Exception {
        NodeProber prober = (node, credentials) -> {
            throw new IllegalStateException("defect");
        };
        try (HealthMonitor monitor = monitor(prober, 16)) {
            tickUntil(monitor, () -> error(monitor, "a0").equals(Optional.of(ProbeError.NOT_PROBED)));
        }
    }

    @Test
    void journal_isToldOfChangesOnly() throws Exception {
        AtomicInteger probes = new AtomicInteger();
        NodeProber prober = (node, credentials) -> {
            probes.incrementAndGet();
            return Reports.failed(node.name(), ProbeError.REFUSED, "Nothing listens.");
        };
        try (HealthMonitor monitor = monitor(prober, 16)) {
            tickUntil(monitor, () -> probes.get() > 50);
        }
        assertThat(journal.entries()).hasSize(7);
    }

    @Test
    void nodeTakenOutOfTheTopology_isForgotten() throws Exception {
        try (HealthMonitor monitor = monitor((node, credentials) -> Reports.primary(node.name()), 16)) {
            tickUntil(monitor, () -> monitor.reports().size() == 7);
            Topology smaller = Topologies.large(1);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!monitor.reports().keySet().equals(smaller.nodes().keySet()) && System.nanoTime() < deadline) {
                monitor.tick(smaller);
            }
            assertThat(monitor.reports().keySet()).isEqualTo(smaller.nodes().keySet());
        }
    }

    private HealthMonitor monitor(NodeProber prober, int threads) {
        return new HealthMonitor(
                prober, threads, Duration.ofMillis(1), Duration.ofMillis(200), journal, Clock.systemUTC(), () -> {});
    }

    private void tickUntil(HealthMonitor monitor, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            monitor.tick(topology);
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private static Optional<ProbeError> error(HealthMonitor monitor, String node) {
        return Optional.ofNullable(monitor.reports().get(node))
                .flatMap(NodeReport::failure)
                .map(ProbeFailure::error);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(25, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
