package io.kintsugi.manager.page;

import static java.util.Objects.requireNonNull;

import io.kintsugi.manager.health.ClusterHealth;
import io.kintsugi.manager.journal.JournalEntry;
import io.kintsugi.manager.publish.ClientStatus;
import io.kintsugi.manager.publish.FileProblem;
import io.kintsugi.manager.publish.PublishedTopology;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the status page shows, at one moment.
 *
 * @param baseUrl where the manager answers, for the commands on the page
 * @param needsToken whether those commands need a token
 * @param topology empty: none is in force yet
 */
public record StatusView(
        Instant now,
        String baseUrl,
        boolean needsToken,
        Optional<PublishedTopology> topology,
        Optional<ClusterHealth> health,
        Optional<FileProblem> fileProblem,
        List<ClientStatus> clients,
        List<JournalEntry> journal,
        Optional<JournalEntry> lastError) {
    public StatusView {
        requireNonNull(now, "now");
        requireNonNull(baseUrl, "baseUrl");
        requireNonNull(topology, "topology");
        requireNonNull(health, "health");
        requireNonNull(fileProblem, "fileProblem");
        clients = List.copyOf(clients);
        journal = List.copyOf(journal);
        requireNonNull(lastError, "lastError");
    }
}
