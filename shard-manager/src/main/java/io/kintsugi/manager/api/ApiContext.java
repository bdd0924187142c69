package io.kintsugi.manager.api;

import static java.util.Objects.requireNonNull;

import io.kintsugi.manager.config.ManagerConfig;
import io.kintsugi.manager.config.ManagerLimits;
import io.kintsugi.manager.health.ClusterHealth;
import io.kintsugi.manager.health.ClusterJudge;
import io.kintsugi.manager.health.HealthMonitor;
import io.kintsugi.manager.journal.Journal;
import io.kintsugi.manager.publish.ClientRegistry;
import io.kintsugi.manager.publish.PublishedTopology;
import io.kintsugi.manager.publish.TopologyPublisher;
import java.time.Clock;
import java.util.Optional;

/** What the interface shows and changes. */
public record ApiContext(
        ManagerConfig config,
        TopologyPublisher publisher,
        ClientRegistry clients,
        HealthMonitor monitor,
        ClusterJudge judge,
        Journal journal,
        Clock clock) {
    public ApiContext {
        requireNonNull(config, "config");
        requireNonNull(publisher, "publisher");
        requireNonNull(clients, "clients");
        requireNonNull(monitor, "monitor");
        requireNonNull(judge, "judge");
        requireNonNull(journal, "journal");
        requireNonNull(clock, "clock");
    }

    ManagerLimits limits() {
        return config.limits();
    }

    Optional<ClusterHealth> health() {
        return publisher.current().map(PublishedTopology::topology).map(known -> judge.judge(known, monitor.reports()));
    }
}
