package io.kintsugi.manager.health;

import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.util.Optional;

/** Topologies for tests. */
public final class Topologies {
    private Topologies() {}

    public static Topology parse(String yaml) {
        return TopologyYaml.parse(yaml, "test", name -> Optional.empty(), path -> {
            throw new IOException("no files");
        });
    }

    /** Two shards of a primary and two replicas each, the catalog on a node of its own. */
    public static Topology small() {
        StringBuilder nodes = new StringBuilder();
        for (String name : new String[] {"a0", "a1", "a2", "b0", "b1", "b2", "k"}) {
            nodes.append("  ")
                    .append(name)
                    .append(": {url: \"postgresql://127.0.0.1:1/")
                    .append(name)
                    .append("\"}\n");
        }
        return parse("cluster: shop\ndialect: postgresql\nnodes:\n" + nodes + """
                catalog: {nodes: [k]}
                keyspaces:
                  customers:
                    shards:
                      s0: {nodes: [a0, a1, a2], sync: 1}
                      s1: {nodes: [b0, b1, b2], sync: 1}
                    tables:
                      users: {key: user_id}
                """);
    }

    public static Topology large(int shards) {
        StringBuilder nodes = new StringBuilder("cluster: large\ndialect: postgresql\nnodes:\n");
        StringBuilder list = new StringBuilder("catalog: {nodes: [k]}\nkeyspaces:\n  all:\n    shards:\n");
        nodes.append("  k: {url: \"postgresql://127.0.0.1:1/k\"}\n");
        for (int shard = 0; shard < shards; shard++) {
            for (char member : new char[] {'a', 'b', 'c'}) {
                nodes.append("  n")
                        .append(shard)
                        .append(member)
                        .append(": {url: \"postgresql://127.0.0.1:1/n")
                        .append(shard)
                        .append(member)
                        .append("\"}\n");
            }
            list.append("      s")
                    .append(shard)
                    .append(": {nodes: [n")
                    .append(shard)
                    .append("a, n")
                    .append(shard)
                    .append("b, n")
                    .append(shard)
                    .append("c], sync: 1}\n");
        }
        return parse(nodes.toString() + list + "    ranges: even(" + shards * 4
                + ")\n    tables:\n      users: {key: user_id}\n");
    }
}
