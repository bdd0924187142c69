package io.kintsugi.manager;

import io.kintsugi.manager.api.ApiContext;
import io.kintsugi.manager.api.HttpApi;
import io.kintsugi.manager.config.ManagerConfig;
import io.kintsugi.manager.config.ManagerLimits;
import io.kintsugi.manager.health.ClusterJudge;
import io.kintsugi.manager.health.HealthMonitor;
import io.kintsugi.manager.journal.Journal;
import io.kintsugi.manager.publish.ClientRegistry;
import io.kintsugi.manager.publish.PublishedTopology;
import io.kintsugi.manager.publish.TopologyPublisher;
import io.kintsugi.manager.store.FileTopologyStore;
import io.kintsugi.manager.store.TopologyStore;
import io.kintsugi.node.probe.NodeProber;
import io.kintsugi.node.probe.ProbeLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The parts of a manager, wired together, and the order in which they start and stop. */
final class ManagerParts implements AutoCloseable {
    private static final long TICK_MILLIS = 250;
    private static final long PROBE_GRACE_MILLIS = 2_000;

    private final TopologyStore store;
    private final ApiContext api;
    private final HttpApi http;
    private final ScheduledExecutorService scheduler;

    private ManagerParts(TopologyStore store, ApiContext api, HttpApi http, ScheduledExecutorService scheduler) {
        this.store = store;
        this.api = api;
        this.http = http;
        this.scheduler = scheduler;
    }

    static ManagerParts start(ManagerConfig config) {
        Clock clock = Clock.systemUTC();
        Journal journal = new Journal(clock, config.limits().journalEntriesMax());
        TopologyStore store =
                FileTopologyStore.open(config.stateFolder(), config.limits().versionsKept(), clock);
        try {
            return start(config, clock, journal, store);
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    private static ManagerParts start(ManagerConfig config, Clock clock, Journal journal, TopologyStore store) {
        ManagerLimits limits = config.limits();
        TopologyPublisher publisher = new TopologyPublisher(
                store, config.clusterFile(), name -> Optional.ofNullable(System.getenv(name)), journal, clock);
        publisher.start();
        AtomicBoolean seen = new AtomicBoolean();
        HealthMonitor monitor = monitor(limits, journal, clock, () -> seen.set(true), publisher);
        ClientRegistry clients =
                new ClientRegistry(limits.clientsMax(), Duration.ofMillis(limits.clientExpiryMillis()), clock);
        ClusterJudge judge = new ClusterJudge(limits.lagMillisMax());
        ApiContext api = new ApiContext(config, publisher, clients, monitor, judge, journal, clock);
        HttpApi http = HttpApi.start(api);
        publisher.onChange(http::topologyChanged);
        // A change between the start of the publisher and of its listener is told now.
        http.topologyChanged();
        ScheduledExecutorService scheduler = schedule(api, http, seen);
        warnIfReadOnly(config, journal);
        return new ManagerParts(store, api, http, scheduler);
    }

    private static HealthMonitor monitor(
            ManagerLimits limits, Journal journal, Clock clock, Runnable onReport, TopologyPublisher publisher) {
        ProbeLimits probe =
                new ProbeLimits(limits.probeTcpMillis(), limits.probeLoginMillis(), limits.probeStatementMillis());
        NodeProber prober = (node, credentials) -> NodeProber.forDialect(
                        publisher
                                .current()
                                .map(PublishedTopology::topology)
                                .orElseThrow()
                                .dialect(),
                        probe,
                        clock)
                .probe(node, credentials);
        return new HealthMonitor(
                prober,
                limits.probeThreadsMax(),
                Duration.ofMillis(limits.probeIntervalMillis()),
                Duration.ofMillis(probe.totalMillis() + PROBE_GRACE_MILLIS),
                journal,
                clock,
                onReport);
    }

    // Their futures end with the scheduler only: guarded() lets no exception through.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static ScheduledExecutorService schedule(ApiContext api, HttpApi http, AtomicBoolean seen) {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "kintsugi-manager-scheduler");
            thread.setDaemon(true);
            return thread;
        });
        ManagerLimits limits = api.config().limits();
        Runnable look = guarded(api.journal(), () -> {
            api.publisher().current().map(PublishedTopology::topology).ifPresent(api.monitor()::tick);
            if (seen.getAndSet(false)) {
                http.viewChanged();
            }
        });
        Runnable poll = guarded(api.journal(), api.publisher()::pollFile);
        scheduler.scheduleWithFixedDelay(
                look, 0, Math.min(TICK_MILLIS, limits.probeIntervalMillis()), TimeUnit.MILLISECONDS);
        scheduler.scheduleWithFixedDelay(
                poll, limits.clusterFilePollMillis(), limits.clusterFilePollMillis(), TimeUnit.MILLISECONDS);
        return scheduler;
    }

    /** An exception would end a periodic task for good and in silence. */
    private static Runnable guarded(Journal journal, Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException defect) {
                journal.error("A periodic task of the manager failed and will be tried again: " + defect);
            }
        };
    }

    private static void warnIfReadOnly(ManagerConfig config, Journal journal) {
        if (config.token().isEmpty() && !config.isLoopback()) {
            journal.error("Other machines reach this manager and it has no token: it serves, and takes no changes"
                    + " and no acknowledgements. Set a token.");
        }
    }

    ApiContext api() {
        return api;
    }

    HttpApi http() {
        return http;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        http.close();
        api.monitor().close();
        store.close();
    }
}
