package io.kintsugi.manager.health;

import static java.util.Objects.requireNonNull;

import io.kintsugi.manager.journal.Journal;
import io.kintsugi.node.probe.NodeProber;
import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.ProbeError;
import io.kintsugi.node.probe.ProbeFailure;
import io.kintsugi.node.probe.ProbeLevel;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.Topology;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Probes every node of the topology at intervals, each on a thread of its own while it lasts, never twice at a time: a
 * node that hangs delays no other. Thread-safe; {@link #tick} is called by one scheduler.
 */
public final class HealthMonitor implements AutoCloseable {
    private static final long IDLE_THREAD_SECONDS = 10;

    private final NodeProber prober;
    private final Duration interval;
    private final Duration deadline;
    private final Journal journal;
    private final Clock clock;
    private final Runnable onReport;
    private final ThreadPoolExecutor threads;
    private final Map<String, NodeReport> reports = new ConcurrentHashMap<>();
    private final Map<String, RunningProbe> running = new ConcurrentHashMap<>();
    private final Map<String, Long> lastStartNanos = new ConcurrentHashMap<>();
    private final long longAgoNanos;

    private record RunningProbe(Node node, long startNanos) {}

    /** {@code deadline} is more than an honest probe takes; a probe still running then is reported as silent. */
    public HealthMonitor(
            NodeProber prober,
            int probeThreadsMax,
            Duration interval,
            Duration deadline,
            Journal journal,
            Clock clock,
            Runnable onReport) {
        this.prober = requireNonNull(prober, "prober");
        this.interval = requireNonNull(interval, "interval");
        this.deadline = requireNonNull(deadline, "deadline");
        this.journal = requireNonNull(journal, "journal");
        this.clock = requireNonNull(clock, "clock");
        this.onReport = requireNonNull(onReport, "onReport");
        this.longAgoNanos = System.nanoTime() - interval.toNanos();
        this.threads = new ThreadPoolExecutor(
                0, probeThreadsMax, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "kintsugi-probe");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** The latest report of each node that was looked at. */
    public Map<String, NodeReport> reports() {
        return Map.copyOf(reports);
    }

    /** Starts the probes that are due and reports those that are overdue. Does not wait for any. */
    public void tick(Topology topology) {
        reports.keySet().retainAll(topology.nodes().keySet());
        lastStartNanos.keySet().retainAll(topology.nodes().keySet());
        running.values().forEach(this::reportIfOverdue);
        topology.nodes().values().stream()
                .filter(this::isDue)
                .sorted((left, right) -> Long.compare(lastStart(left), lastStart(right)))
                .forEach(node -> start(node, topology.credentials()));
    }

    private boolean isDue(Node node) {
        boolean rested = System.nanoTime() - lastStart(node) >= interval.toNanos();
        return rested && !running.containsKey(node.name());
    }

    private long lastStart(Node node) {
        return lastStartNanos.getOrDefault(node.name(), longAgoNanos);
    }

    private void start(Node node, Optional<Credentials> credentials) {
        RunningProbe probe = new RunningProbe(node, System.nanoTime());
        running.put(node.name(), probe);
        try {
            threads.execute(() -> run(probe, credentials));
            lastStartNanos.put(node.name(), probe.startNanos());
        } catch (RejectedExecutionException busy) {
            // All threads hang at other nodes, or the monitor closes: the node keeps its turn, the oldest goes first.
            running.remove(node.name(), probe);
            reportIfNeverSeen(node);
        }
    }

    private void run(RunningProbe probe, Optional<Credentials> credentials) {
        try {
            accept(prober.probe(probe.node(), credentials));
        } catch (RuntimeException defect) {
            accept(failure(probe, ProbeError.NOT_PROBED, "The probe itself failed: " + defect));
        } finally {
            running.remove(probe.node().name(), probe);
        }
    }

    private void reportIfOverdue(RunningProbe probe) {
        if (System.nanoTime() - probe.startNanos() > deadline.toNanos()) {
            accept(failure(
                    probe, ProbeError.TIMEOUT, "The probe has not ended within " + deadline.toMillis() + " ms."));
        }
    }

    private void reportIfNeverSeen(Node node) {
        if (!reports.containsKey(node.name())) {
            RunningProbe none = new RunningProbe(node, System.nanoTime());
            accept(failure(none, ProbeError.NOT_PROBED, "All probeThreadsMax threads are busy."));
        }
    }

    private NodeReport failure(RunningProbe probe, ProbeError error, String message) {
        return new NodeReport(
                probe.node().name(),
                clock.instant(),
                Duration.ofNanos(System.nanoTime() - probe.startNanos()),
                ProbeLevel.NONE,
                Optional.empty(),
                Optional.of(new ProbeFailure(error, message)));
    }

    private void accept(NodeReport report) {
        NodeReport before = reports.put(report.node(), report);
        tell(Optional.ofNullable(before).flatMap(NodeReport::failure), report);
        onReport.run();
    }

    /** Tells of changes only: a node that stays down is one event. */
    private void tell(Optional<ProbeFailure> before, NodeReport report) {
        Optional<ProbeFailure> now = report.failure();
        if (before.map(ProbeFailure::error).equals(now.map(ProbeFailure::error))) {
            return;
        }
        now.ifPresentOrElse(
                failure -> journal.error("Node " + report.node() + ": " + failure.message()),
                () -> journal.note("Node " + report.node() + " answers again."));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
