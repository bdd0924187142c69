package io.kintsugi.topology.yaml;

import io.kintsugi.topology.ReplicaSet;
import io.kintsugi.topology.yaml.YamlValue.Mapping;
import io.kintsugi.topology.yaml.YamlValue.Position;
import io.kintsugi.topology.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads replica sets: those of the shards and the catalog's. Sees to it that no node serves two of them. */
final class ReplicaSetReader {
    private static final List<String> KEYS = List.of("nodes", "sync", "epoch");

    private record Use(String user, int line) {}

    private final Reading reading;
    private final Set<String> nodeNames;
    private final Map<String, Use> uses = new HashMap<>();

    ReplicaSetReader(Reading reading, Set<String> nodeNames) {
        this.reading = reading;
        this.nodeNames = nodeNames;
    }

    Optional<ReplicaSet> read(YamlValue value, String what) {
        return reading.mapping(value, "The value of " + what).flatMap(fields -> read(fields, what));
    }

    /** The nodes of the workbench: each is a database by itself, of which no copy is kept. */
    List<String> workbench(YamlValue value) {
        String what = "the workbench";
        Optional<Mapping> fields = reading.mapping(value, "The value of " + what);
        fields.ifPresent(found -> reading.refuseUnknownKeys(found, what, List.of("nodes")));
        return fields.flatMap(found -> reading.required(found, "nodes", what))
                .flatMap(nodes -> reading.sequence(nodes, "'nodes' of " + what))
                .flatMap(list -> nodes(list, what))
                .orElse(List.of());
    }

    private Optional<ReplicaSet> read(Mapping fields, String what) {
        reading.refuseUnknownKeys(fields, what, KEYS);
        Optional<List<String>> nodes = reading.required(fields, "nodes", what)
                .flatMap(value -> reading.sequence(value, "'nodes' of " + what))
                .flatMap(list -> nodes(list, what));
        Optional<Long> epoch = epoch(fields, what);
        if (nodes.isEmpty() || epoch.isEmpty()) {
            return Optional.empty();
        }
        return sync(fields, nodes.get().size() - 1, what).map(sync -> new ReplicaSet(nodes.get(), sync, epoch.get()));
    }

    private Optional<List<String>> nodes(Sequence list, String what) {
        if (list.items().isEmpty()) {
            reading.problem(list.position(), "'nodes' of " + what + " is empty: it needs one at least.");
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (YamlValue item : list.items()) {
            reading.text(item, "A node of " + what)
                    .filter(name -> isUsable(item.position(), name, what))
                    .ifPresent(names::add);
        }
        return names.size() == list.items().size() ? Optional.of(names) : Optional.empty();
    }

    private boolean isUsable(Position position, String name, String what) {
        if (!nodeNames.contains(name)) {
            reading.unknown(
                    position, "There is no node " + Problems.quote(name) + ", used by " + what + ".", name, nodeNames);
            return false;
        }
        Use other = uses.putIfAbsent(name, new Use(what, position.line()));
        if (other != null) {
            String user = other.user().equals(what) ? "the same replica set" : other.user();
            reading.problem(
                    position, "Node '" + name + "' is already used by " + user + " in line " + other.line() + ".");
            return false;
        }
        return true;
    }

    /** One replica acknowledges each commit unless something else is said. */
    private Optional<Integer> sync(Mapping fields, int replicas, String what) {
        Optional<YamlValue> value = reading.optional(fields, "sync");
        if (value.isEmpty()) {
            return Optional.of(Math.min(1, replicas));
        }
        Optional<Long> sync = reading.integer(value.get(), "'sync' of " + what, 0, Integer.MAX_VALUE);
        if (sync.isPresent() && sync.get() > replicas) {
            reading.problem(
                    value.get().position(),
                    "'sync' of " + what + " is " + sync.get() + ", but it has only " + replicas
                            + " replicas beside its primary.");
            return Optional.empty();
        }
        return sync.map(Long::intValue);
    }

    private Optional<Long> epoch(Mapping fields, String what) {
        Optional<YamlValue> value = reading.optional(fields, "epoch");
        return value.isEmpty()
                ? Optional.of(ReplicaSet.FIRST_EPOCH)
                : reading.integer(value.get(), "'epoch' of " + what, ReplicaSet.FIRST_EPOCH, Long.MAX_VALUE);
    }
}
