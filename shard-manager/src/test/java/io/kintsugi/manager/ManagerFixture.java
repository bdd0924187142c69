package io.kintsugi.manager;

import io.kintsugi.manager.api.ApiContext;
import io.kintsugi.manager.config.ManagerConfig;
import io.kintsugi.manager.config.ManagerLimits;
import io.kintsugi.manager.health.ClusterJudge;
import io.kintsugi.manager.health.HealthMonitor;
import io.kintsugi.manager.health.Reports;
import io.kintsugi.manager.journal.Journal;
import io.kintsugi.manager.publish.ClientRegistry;
import io.kintsugi.manager.publish.TopologyPublisher;
import io.kintsugi.manager.store.FileTopologyStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The parts of a manager without its server and its schedule. */
public final class ManagerFixture {
    private ManagerFixture() {}

    public static Parts parts(Path folder) {
        Clock clock = Clock.systemUTC();
        Journal journal = new Journal(clock, 20);
        FileTopologyStore store = FileTopologyStore.open(folder, 5, clock);
        TopologyPublisher publisher =
                new TopologyPublisher(store, Optional.empty(), name -> Optional.empty(), journal, clock);
        HealthMonitor monitor = new HealthMonitor(
                (node, credentials) -> Reports.primary(node.name()),
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                journal,
                clock,
                () -> {});
        ManagerLimits limits = ManagerLimits.defaults();
        ClientRegistry clients = new ClientRegistry(10, Duration.ofMinutes(1), clock);
        ApiContext context = new ApiContext(
                ManagerConfig.of(folder),
                publisher,
                clients,
                monitor,
                new ClusterJudge(limits.lagMillisMax()),
                journal,
                clock);
        return new Parts(context, store, monitor);
    }

    /** Closes what holds threads and files. */
    public record Parts(ApiContext context, FileTopologyStore store, HealthMonitor monitor) implements AutoCloseable {
        @Override
        public void close() {
            monitor.close();
            store.close();
        }
    }
}
