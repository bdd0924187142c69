package io.kintsugi.topology.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.topology.Hash;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Topology;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The size the design promises: 10,000 shards and 10,000 tables in under 100 MB. Times are printed, not asserted. */
class ScaleTest {
    private static final int SHARDS = 10_000;
    private static final int TABLES = 10_000;
    private static final long MEMORY_MAX = 100_000_000;

    private static String text() {
        StringBuilder text = new StringBuilder("cluster: large\ndialect: postgresql\nnodes:\n");
        for (int i = 0; i < SHARDS; i++) {
            for (String replica : new String[] {"a", "b", "c"}) {
                text.append("  n%d-%s: {url: \"postgresql://n%d-%s:5432/large\", cell: %s}\n"
                        .formatted(i, replica, i, replica, replica));
            }
        }
        text.append("  k: \"postgresql://k:5432/large\"\ncatalog: {nodes: [k]}\nkeyspaces:\n  main:\n    shards:\n");
        for (int i = 0; i < SHARDS; i++) {
            text.append("      s%d: {nodes: [n%d-a, n%d-b, n%d-c], sync: 1}\n".formatted(i, i, i, i));
        }
        text.append("    tables:\n");
        for (int i = 0; i < TABLES; i++) {
            text.append("      table_%d: {key: customer_id, generate: {id: sequence}}\n".formatted(i));
        }
        return text.toString();
    }

    @Test
    void tenThousandShardsAndTables_fitIntoTheBudget() {
        String text = text();
        long before = usedBytes();
        long start = System.nanoTime();
        Topology topology = Samples.parse(text);
        long read = System.nanoTime();
        long bytes = usedBytes() - before;
        Keyspace main = Objects.requireNonNull(topology.keyspaces().get("main"));
        System.out.printf(
                "%d shards, %d tables, %d nodes: %.1f MB of YAML read in %d ms; %.1f MB kept; %d ranges%n",
                SHARDS,
                TABLES,
                topology.nodes().size(),
                text.length() / 1e6,
                (read - start) / 1_000_000,
                bytes / 1e6,
                main.shardMap().rangeCount());
        assertThat(bytes).isLessThan(MEMORY_MAX);
        assertThat(main.shardMap().rangeCount()).isLessThan(200_000);
        assertThat(topology.table("table_9999")).isPresent();
        assertThat(main.shardMap().shardOf(Hash.tokenOfLong(42))).isBetween(0, SHARDS - 1);
        assertThat(Samples.parse(TopologyYaml.write(topology))).isEqualTo(topology);
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
