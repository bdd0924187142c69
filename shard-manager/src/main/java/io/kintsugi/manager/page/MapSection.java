package io.kintsugi.manager.page;

import io.kintsugi.manager.health.Condition;
import io.kintsugi.manager.health.ShardHealth;
import io.kintsugi.manager.publish.PublishedTopology;
import io.kintsugi.topology.Keyspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The map: each keyspace a vessel, its shards the pieces, the seams gold. */
final class MapSection {
    /** From this many shards on, pieces are drawn small. */
    private static final int LARGE_PIECES_MAX = 24;

    private static final int SMALL_PIECES_MAX = 2_000;

    private MapSection() {}

    static void render(Markup page, StatusView view) {
        if (view.topology().isEmpty() || view.health().isEmpty()) {
            waiting(page, view);
            return;
        }
        Map<String, List<ShardHealth>> vessels = view.health().get().shards().stream()
                .collect(Collectors.groupingBy(ShardHealth::keyspace, LinkedHashMap::new, Collectors.toList()));
        page.open("section", "class", "map", "aria-label", "Topology map");
        vessels.forEach((keyspace, shards) -> vessel(page, view.topology().get(), keyspace, shards));
        page.close("section");
        Words.command(page, view, view.baseUrl() + "/v1/nodes");
    }

    private static void waiting(Markup page, StatusView view) {
        if (view.topology().isEmpty()) {
            page.leaf("p", "Send one, and it appears here:", "class", "quiet");
            Words.command(
                    page,
                    view,
                    "-X PUT -H 'If-Match: 0' --data-binary @cluster.yaml " + view.baseUrl() + "/v1/topology");
        }
    }

    private static void vessel(Markup page, PublishedTopology topology, String keyspace, List<ShardHealth> shards) {
        page.open("article", "class", "vessel " + width(shards.size()));
        page.open("h2").text(keyspace).text(" ");
        page.leaf("small", description(topology, keyspace, shards.size())).close("h2");
        if (shards.size() <= LARGE_PIECES_MAX) {
            int rows = shards.stream()
                    .mapToInt(shard -> shard.nodes().size())
                    .max()
                    .orElse(1);
            page.open("div", "class", "slab").open("div", "class", "pieces");
            shards.forEach(shard -> ShardPiece.large(page, shard, rows));
            page.close("div").close("div");
        } else {
            page.open("div", "class", "pieces small");
            shards.stream().limit(SMALL_PIECES_MAX).forEach(shard -> ShardPiece.small(page, shard));
            page.close("div");
        }
        uneasy(page, shards);
        page.close("article");
    }

    /** Few pieces stay small, so that small vessels stand side by side. */
    private static String width(int shards) {
        return shards <= 3 ? "of" + shards : "wide";
    }

    private static String description(PublishedTopology topology, String name, int shards) {
        Optional<Keyspace> keyspace =
                Optional.ofNullable(topology.topology().keyspaces().get(name));
        if (keyspace.isEmpty()) {
            return "the definitions of all tables";
        }
        String function = ShardingWords.function(keyspace.get());
        String spread = keyspace.get().isSharded()
                ? ", " + function + " over "
                        + Words.count(keyspace.get().shardMap().rangeCount(), "range")
                : "";
        return Words.count(shards, "shard") + spread + ", "
                + Words.count(keyspace.get().tables().size(), "table");
    }

    /** Small pieces have no room for words, so those that need them get a line. */
    private static void uneasy(Markup page, List<ShardHealth> shards) {
        if (shards.size() <= LARGE_PIECES_MAX) {
            return;
        }
        List<ShardHealth> uneasy = shards.stream()
                .filter(shard -> shard.condition().compareTo(Condition.WATCH) >= 0)
                .toList();
        page.open("ul", "class", "uneasy");
        uneasy.stream()
                .limit(LARGE_PIECES_MAX)
                .forEach(shard -> page.leaf(
                        "li",
                        shard.condition().symbol() + " " + shard.shard() + ": " + shard.summary(),
                        "class",
                        shard.condition().label()));
        if (uneasy.size() > LARGE_PIECES_MAX) {
            page.leaf("li", "and " + (uneasy.size() - LARGE_PIECES_MAX) + " more");
        }
        page.close("ul");
    }
}
