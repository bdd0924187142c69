package io.kintsugi.topology.yaml;

import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.yaml.YamlValue.Entry;
import io.kintsugi.topology.yaml.YamlValue.Mapping;
import io.kintsugi.topology.yaml.YamlValue.Position;
import io.kintsugi.topology.yaml.YamlValue.Scalar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the section {@code nodes}. */
final class NodesReader {
    private static final List<String> KEYS = List.of("url", "cell");

    private final Reading reading;
    private final Optional<Dialect> dialect;
    private final Map<String, String> nameByPlace = new HashMap<>();

    NodesReader(Reading reading, Optional<Dialect> dialect) {
        this.reading = reading;
        this.dialect = dialect;
    }

    Map<String, Node> read(Mapping section) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        section.entries().forEach((name, entry) -> node(name, entry).ifPresent(node -> nodes.put(name, node)));
        return nodes;
    }

    private Optional<Node> node(String name, Entry entry) {
        if (!reading.isName(entry.keyPosition(), name, "A node's name")) {
            return Optional.empty();
        }
        String what = "node '" + name + "'";
        if (entry.value() instanceof Scalar) {
            return url(entry.value(), what).flatMap(url -> node(name, url, Node.DEFAULT_CELL, entry));
        }
        Optional<Mapping> mapping = reading.mapping(entry.value(), "The value of " + what);
        mapping.ifPresent(fields -> reading.refuseUnknownKeys(fields, what, KEYS));
        Optional<String> cell = mapping.flatMap(fields -> cell(fields, what));
        Optional<NodeUrl> url =
                mapping.flatMap(fields -> reading.required(fields, "url", what)).flatMap(value -> url(value, what));
        return cell.flatMap(place -> url.flatMap(address -> node(name, address, place, entry)));
    }

    private Optional<String> cell(Mapping fields, String what) {
        Optional<YamlValue> value = reading.optional(fields, "cell");
        return value.isEmpty()
                ? Optional.of(Node.DEFAULT_CELL)
                : value.flatMap(cell -> reading.name(cell, "The cell of " + what));
    }

    private Optional<NodeUrl> url(YamlValue value, String what) {
        return reading.text(value, "The url of " + what).flatMap(text -> url(value.position(), text, what));
    }

    private Optional<NodeUrl> url(Position position, String text, String what) {
        try {
            NodeUrl url = NodeUrl.parse(text);
            if (dialect.isPresent() && dialect.get() != url.dialect()) {
                reading.problem(
                        position,
                        "The url of " + what + " is for " + url.dialect().label()
                                + ", but the dialect of the cluster is "
                                + dialect.get().label() + ".");
                return Optional.empty();
            }
            return Optional.of(url);
        } catch (NodeUrl.BadUrlException e) {
            String reason = String.valueOf(e.getMessage());
            String end = reason.endsWith("?") || reason.endsWith(".") ? "" : ".";
            reading.problem(position, "The url of " + what + " is wrong: " + reason + end);
            return Optional.empty();
        }
    }

    private Optional<Node> node(String name, NodeUrl url, String cell, Entry entry) {
        Node node = new Node(name, url.host(), url.port(), url.database(), cell, url.parameters());
        String other = nameByPlace.putIfAbsent(node.address() + "/" + node.database(), name);
        if (other != null) {
            reading.problem(entry.keyPosition(), "Node '" + name + "' is the same database as node '" + other + "'.");
            return Optional.empty();
        }
        return Optional.of(node);
    }
}
