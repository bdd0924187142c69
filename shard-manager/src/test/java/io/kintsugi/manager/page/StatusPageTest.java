package io.kintsugi.manager.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.manager.health.ClusterHealth;
import io.kintsugi.manager.health.ClusterJudge;
import io.kintsugi.manager.health.Reports;
import io.kintsugi.manager.health.Topologies;
import io.kintsugi.manager.journal.JournalEntry;
import io.kintsugi.manager.publish.ClientStatus;
import io.kintsugi.manager.publish.FileProblem;
import io.kintsugi.manager.publish.PublishedTopology;
import io.kintsugi.manager.store.TopologyOrigin;
import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.ProbeError;
import io.kintsugi.topology.Topology;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StatusPageTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String ATTACK = "\"><script>alert('x')</script><img src=x onerror=alert(1)>&\u0000";

    @Test
    void page_saysHowItIs_inWordsSymbolAndStyle() {
        String page =
                page(Topologies.small(), Map.of("a0", Reports.failed("a0", ProbeError.REFUSED, "Nothing listens.")));

        assertThat(page)
                .contains("<h1>shop</h1>", "One shard needs help.", "headline broken", "✕", "takes no writes")
                .contains("by hash of user_id", "50.0 %", "version 1");
    }

    @Test
    void textFromOutside_neverBecomesMarkup() {
        Topology topology = Topologies.small();
        Map<String, NodeReport> reports = Map.of("a0", Reports.failed("a0", ProbeError.STATEMENT_FAILED, ATTACK));
        StatusView view = new StatusView(
                NOW,
                "http://127.0.0.1:7700" + ATTACK,
                false,
                Optional.of(published(topology)),
                Optional.of(health(topology, reports)),
                Optional.of(new FileProblem(Path.of("cluster<b>.yaml"), NOW, ATTACK)),
                List.of(new ClientStatus(ATTACK, 1, ATTACK, NOW, NOW)),
                List.of(new JournalEntry(NOW, true, ATTACK)),
                Optional.of(new JournalEntry(NOW, true, ATTACK)));
        String page = StatusPage.render(view);

        assertThat(page).doesNotContain("<script>", "<img", "<b>", "\u0000");
        assertThat(page.split("<script", -1)).as("its own script only").hasSize(2);
        assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    }

    @Test
    void page_hasNoInlineStyleOrScript() {
        assertThat(page(Topologies.small(), Map.of())).doesNotContain(" style=", "<style", " onclick", "javascript:");
    }

    @Test
    void withoutTopology_itSaysWhatToDo() {
        StatusView view = new StatusView(
                NOW,
                "http://h:1",
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());

        assertThat(StatusPage.render(view))
                .contains("Waiting for a topology.", "If-Match: 0", "Authorization: Bearer $TOKEN");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void thousandShards_staySmall() {
        Topology topology = Topologies.large(1_000);
        Map<String, NodeReport> reports = new HashMap<>();
        topology.nodes()
                .keySet()
                .forEach(node ->
                        reports.put(node, Reports.failed(node, ProbeError.STATEMENT_FAILED, "x".repeat(10_000))));
        String page = page(topology, reports);

        assertThat(page).contains("1001 shards need help", "and 976 more");
        assertThat(page.length()).isLessThan(700_000);
    }

    private static String page(Topology topology, Map<String, NodeReport> reports) {
        return StatusPage.render(new StatusView(
                NOW,
                "http://127.0.0.1:7700",
                false,
                Optional.of(published(topology)),
                Optional.of(health(topology, reports)),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty()));
    }

    private static PublishedTopology published(Topology topology) {
        return new PublishedTopology(topology, NOW, TopologyOrigin.FILE, "");
    }

    private static ClusterHealth health(Topology topology, Map<String, NodeReport> reports) {
        return new ClusterJudge(10_000).judge(topology, reports);
    }
}
