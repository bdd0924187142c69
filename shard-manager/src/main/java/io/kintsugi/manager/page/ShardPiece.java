package io.kintsugi.manager.page;

import io.kintsugi.manager.health.NodeHealth;
import io.kintsugi.manager.health.ShardHealth;
import io.kintsugi.node.probe.NodeRole;

/** One shard as a ceramic piece: primary above, replicas below, held together by gold. */
final class ShardPiece {
    private static final int WIDTH = 280;
    private static final int HEAD = 66;
    private static final int ROW = 42;
    private static final int FOOT = 12;
    private static final int LEFT = 26;
    private static final int TEXT = 44;
    private static final int NAME_CHARACTERS_MAX = 18;
    private static final int SUMMARY_CHARACTERS_MAX = 36;
    private static final int SHARD_CHARACTERS_MAX = 22;
    private static final int SMALL = 26;

    private ShardPiece() {}

    static void large(Markup page, ShardHealth shard, int rows) {
        int height = HEAD + ROW * rows + FOOT;
        page.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "role",
                "img",
                "class",
                "piece " + shard.condition().label());
        page.leaf("title", describe(shard));
        Fragment fragment = Fragment.of(shard.keyspace() + "/" + shard.shard(), WIDTH, height);
        page.empty("path", "class", "gold", "fill", "url(#gold)", "d", fragment.seam());
        page.empty("path", "class", "clay", "d", fragment.clay());
        heading(page, shard);
        spine(page, shard);
        for (int index = 0; index < shard.nodes().size(); index++) {
            node(page, shard.nodes().get(index), HEAD + ROW * index + ROW / 2);
        }
        page.close("svg");
    }

    private static void heading(Markup page, ShardHealth shard) {
        text(page, Words.shortened(shard.shard(), SHARD_CHARACTERS_MAX), LEFT - 8, 32, "name");
        String summary = shard.condition().symbol() + " " + Words.shortened(shard.summary(), SUMMARY_CHARACTERS_MAX);
        text(page, summary, LEFT - 8, 52, "state " + shard.condition().label());
        if (shard.nodes().size() > 1) {
            page.leaf("text", "sync " + shard.sync(), "x", px(WIDTH - 18), "y", "32", "class", "aside end");
        }
    }

    private static void spine(Markup page, ShardHealth shard) {
        int first = HEAD + ROW / 2;
        for (int index = 1; index < shard.nodes().size(); index++) {
            int y = HEAD + ROW * index + ROW / 2;
            String line = "M" + LEFT + " " + first + "V" + (y - 9) + "Q" + LEFT + " " + y + " " + (LEFT + 9) + " " + y;
            page.empty("path", "class", "thread", "d", line);
        }
    }

    private static void node(Markup page, NodeHealth node, int y) {
        boolean primary = node.expectedRole() == NodeRole.PRIMARY;
        int x = primary ? LEFT : LEFT + 12;
        page.open("g", "class", "node " + node.condition().label());
        page.empty("circle", "class", "dot", "cx", px(x), "cy", px(y), "r", primary ? "7" : "5");
        page.leaf("text", node.condition().symbol(), "x", px(x), "y", px(y + 3), "class", "mark");
        int left = primary ? TEXT : TEXT + 8;
        text(page, Words.shortened(node.node().name(), NAME_CHARACTERS_MAX), left, y - 3, "who");
        String role = primary ? "primary, " : "replica, ";
        text(
                page,
                role + Words.shortened(node.summary(), SUMMARY_CHARACTERS_MAX - role.length()),
                left,
                y + 12,
                "what");
        page.leaf(
                "text",
                Words.shortened(node.node().cell(), NAME_CHARACTERS_MAX),
                "x",
                px(WIDTH - 18),
                "y",
                px(y - 3),
                "class",
                "aside end");
        page.close("g");
    }

    static void small(Markup page, ShardHealth shard) {
        page.open(
                "svg",
                "viewBox",
                "0 0 " + SMALL + " " + SMALL,
                "role",
                "img",
                "class",
                "piece " + shard.condition().label());
        page.leaf("title", shard.shard() + ": " + shard.summary());
        page.empty("rect", "class", "clay", "x", "1.5", "y", "1.5", "width", "23", "height", "23", "rx", "3");
        page.leaf("text", shard.condition().symbol(), "x", "13", "y", "17", "class", "mark");
        page.close("svg");
    }

    private static String describe(ShardHealth shard) {
        StringBuilder words = new StringBuilder("Shard " + shard.shard() + ": " + shard.summary() + ".");
        for (NodeHealth node : shard.nodes()) {
            String role = node.expectedRole() == NodeRole.PRIMARY ? "primary" : "replica";
            words.append("\n")
                    .append(node.node().name())
                    .append(", ")
                    .append(role)
                    .append(" in ");
            words.append(node.node().cell()).append(": ").append(node.summary());
        }
        return words.toString();
    }

    private static void text(Markup page, String text, int x, int y, String style) {
        page.leaf("text", text, "x", px(x), "y", px(y), "class", style);
    }

    private static String px(int value) {
        return Integer.toString(value);
    }
}
