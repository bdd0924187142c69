package io.kintsugi.benchmarks.flame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Draws a flame graph: each box a method, as wide as its share, on top of its caller. Titles tell the share when the
 * pointer rests on a box; there is no script in the file. {@code main RECORDING OUT.svg [CPU|BYTES|MONITOR|PARK]
 * [THREAD-NAME-PREFIX] [METHOD-AT-THE-BOTTOM]}.
 */
public final class FlameGraph {
    private static final int WIDTH = 1_200;
    private static final int ROW = 17;
    private static final int HEADER = 40;
    private static final double NARROWEST = 0.6;
    private static final double LETTER = 6.2;
    private static final int TOP_LINES = 25;

    private final StringBuilder out = new StringBuilder();
    private final Frame root;
    private final int height;

    private FlameGraph(Frame root) {
        this.root = root;
        this.height = HEADER + root.depth() * ROW;
    }

    public static void main(String[] arguments) throws IOException {
        Samples.Kind kind = arguments.length > 2 ? Samples.Kind.valueOf(arguments[2]) : Samples.Kind.CPU;
        String thread = arguments.length > 3 ? arguments[3] : "";
        Frame root = Samples.read(Path.of(arguments[0]), kind, thread);
        Frame bottom = arguments.length > 4 ? below(root, arguments[4]) : root;
        Files.writeString(Path.of(arguments[1]), draw(bottom, arguments[1], kind.unit()));
        System.out.println(bottom.total() + " " + kind.unit());
        Samples.top(bottom, TOP_LINES).forEach(System.out::println);
        System.out.println("with all that was called:");
        Samples.inclusive(bottom, 2 * TOP_LINES).forEach(System.out::println);
    }

    /**
     * The graph of what threads did below a method.
     *
     * @param recording of a flight recorder that sampled running threads
     * @param thread only threads whose name begins so
     * @param method at the bottom, as {@code Type.method}
     */
    public static String ofRunning(Path recording, String thread, String method, String title) throws IOException {
        Frame root = Samples.read(recording, Samples.Kind.CPU, thread);
        return draw(below(root, method), title, Samples.Kind.CPU.unit());
    }

    /** Everything below a method, wherever it was called from. */
    private static Frame below(Frame root, String method) {
        Frame found = new Frame(method);
        merge(root, method, found);
        return found;
    }

    private static void merge(Frame frame, String method, Frame found) {
        if (frame.method().endsWith(method)) {
            found.addAll(frame);
            return;
        }
        frame.callees().forEach(callee -> merge(callee, method, found));
    }

    static String draw(Frame root, String title, String unit) {
        return new FlameGraph(root).draw(title, unit);
    }

    private String draw(String title, String unit) {
        out.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"monospace\" font-size=\"11\">\n"
                        .formatted(WIDTH, height));
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"#fdfbf5\"/>\n");
        out.append("<text x=\"8\" y=\"16\" font-size=\"13\">%s: %,d %s</text>\n"
                .formatted(escape(title), root.total(), unit));
        box(root, 0, 0);
        return out.append("</svg>\n").toString();
    }

    private void box(Frame frame, double from, int level) {
        double width = (double) WIDTH * frame.total() / Math.max(1, root.total());
        if (width < NARROWEST) {
            return;
        }
        int top = height - (level + 1) * ROW;
        out.append(String.format(
                Locale.ROOT,
                "<g><title>%s: %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\" stroke=\"#fdfbf5\" stroke-width=\"0.5\"/>",
                escape(frame.method()),
                100.0 * frame.total() / root.total(),
                from,
                top,
                width,
                ROW - 1,
                colour(frame.method())));
        label(frame.method(), from, top, width);
        out.append("</g>\n");
        double at = from;
        for (Frame callee : frame.callees()) {
            box(callee, at, level + 1);
            at += (double) WIDTH * callee.total() / root.total();
        }
    }

    private void label(String method, double from, int top, double width) {
        int letters = (int) (width / LETTER) - 1;
        if (letters < 3) {
            return;
        }
        String shown = method.length() <= letters ? method : method.substring(0, letters);
        out.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", from + 3, top + ROW - 5, escape(shown)));
    }

    /** Ours gold, the native driver blue, everything else grey. */
    private static String colour(String method) {
        List<String> ours = List.of("jdbc.", "engine.", "router.", "topology.", "node.");
        if (ours.stream().anyMatch(method::startsWith)) {
            return "#e8b84a";
        }
        return method.startsWith("Pg") || method.startsWith("QueryExecutor") ? "#8fb4d9" : "#d5d0c4";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
