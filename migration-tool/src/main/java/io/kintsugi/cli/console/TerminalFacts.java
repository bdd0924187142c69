package io.kintsugi.cli.console;

import java.util.Map;

/**
 * What is known of the terminal. The launcher script tests the three streams, because Java itself cannot tell which of
 * them is a terminal before release 22, and hands the answer over as {@code -Dkintsugi.terminal=ioe:120}.
 *
 * @param input whether somebody may type
 * @param output whether standard output is shown at once to a person
 * @param error the same of standard error
 * @param width columns
 */
public record TerminalFacts(boolean input, boolean output, boolean error, int width) {
    /** The property that the launcher sets. */
    public static final String PROPERTY = "kintsugi.terminal";

    /** Files and pipes: nothing is cut, nothing is drawn anew. */
    public static final TerminalFacts NONE = new TerminalFacts(false, false, false, 80);

    private static final int WIDTH_MIN = 40;
    private static final int WIDTH_MAX = 500;

    /** Reads the launcher's answer; a terminal that can do nothing counts as none. */
    static TerminalFacts of(String property, Map<String, String> environment) {
        if (property.isEmpty() || "dumb".equals(environment.get("TERM"))) {
            boolean input = property.contains("i");
            return new TerminalFacts(input, false, false, NONE.width());
        }
        int colon = property.indexOf(':');
        String streams = colon < 0 ? property : property.substring(0, colon);
        String width = colon < 0 ? "" : property.substring(colon + 1);
        return new TerminalFacts(streams.contains("i"), streams.contains("o"), streams.contains("e"), widthOf(width));
    }

    private static int widthOf(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) == 0) {
            return NONE.width();
        }
        return Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, Integer.parseInt(text)));
    }
}
