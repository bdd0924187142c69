package io.kintsugi.cli.advise;

import io.kintsugi.cli.advise.Proposal.Kind;
import io.kintsugi.cli.advise.Proposal.Place;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A proposal as a topology with reasons, whose addresses are left to be filled in. */
public final class TopologyText {
    private static final String SOURCE = "the proposal";

    private TopologyText() {}

    /** @param remarks lines for the top, without the mark of a comment */
    public static String of(Proposal proposal, Dialect dialect, int shards, List<String> remarks) {
        StringBuilder yaml = new StringBuilder();
        remarks.forEach(remark -> yaml.append("# ").append(remark).append('\n'));
        yaml.append("cluster: proposed\ndialect: ").append(dialect.label()).append("\nnodes:\n");
        node(yaml, dialect, "catalog-a");
        node(yaml, dialect, "flat-a");
        for (int shard = 0; shard < shards; shard++) {
            node(yaml, dialect, "s" + shard + "-a");
        }
        yaml.append("catalog: {nodes: [catalog-a]}\nkeyspaces:\n  main:\n    shards:\n");
        for (int shard = 0; shard < shards; shard++) {
            yaml.append("      s")
                    .append(shard)
                    .append(": {nodes: [s")
                    .append(shard)
                    .append("-a]}\n");
        }
        tables(yaml, proposal, false);
        yaml.append("  flat:\n    default: true\n    shards:\n      f0: {nodes: [flat-a]}\n");
        tables(yaml, proposal, true);
        return yaml.toString();
    }

    private static void node(StringBuilder yaml, Dialect dialect, String name) {
        yaml.append("  ")
                .append(name)
                .append(": {url: \"")
                .append(dialect.label())
                .append("://")
                .append(name)
                .append(".example:")
                .append(dialect.defaultPort())
                .append("/app\"}\n");
    }

    private static void tables(StringBuilder yaml, Proposal proposal, boolean unsharded) {
        boolean any =
                proposal.places().values().stream().anyMatch(place -> (place.kind() == Kind.UNSHARDED) == unsharded);
        yaml.append(any ? "    tables:\n" : "");
        for (Map.Entry<String, Place> table : proposal.places().entrySet()) {
            Place place = table.getValue();
            if ((place.kind() == Kind.UNSHARDED) == unsharded) {
                yaml.append("      ")
                        .append(table.getKey())
                        .append(": {")
                        .append(fields(place))
                        .append("}  # ")
                        .append(place.reason())
                        .append('\n');
            }
        }
    }

    private static String fields(Place place) {
        String fields = switch (place.kind()) {
            case SHARDED -> "key: " + place.key();
            case REFERENCE -> "reference: true";
            case UNSHARDED -> "";
        };
        if (place.generated().isEmpty() || place.kind() == Kind.UNSHARDED) {
            return fields;
        }
        return fields + ", generate: {" + place.generated() + ": sequence}";
    }

    /** The same as a topology, to judge and route by. */
    public static Topology topology(Proposal proposal, Dialect dialect, int shards) {
        return TopologyYaml.parse(of(proposal, dialect, shards, List.of()), SOURCE, name -> Optional.empty(), path -> {
            throw new IllegalStateException("the proposal reads no file");
        });
    }
}
