package io.kintsugi.cli.console;

import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes. */
public final class DisplayWidth {
    private static final String ELLIPSIS = "…";

    private DisplayWidth() {}

    /** Of a text without line breaks and escape sequences. */
    public static int of(String text) {
        int width = 0;
        for (int index = 0; index < text.length(); index = text.offsetByCodePoints(index, 1)) {
            width += Math.max(0, WCWidth.wcwidth(text.codePointAt(index)));
        }
        return width;
    }

    /** The text, its end replaced by an ellipsis where it is wider than {@code columns}. */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int width = 0;
        for (int index = 0; index < text.length(); index = text.offsetByCodePoints(index, 1)) {
            int character = text.codePointAt(index);
            width += Math.max(0, WCWidth.wcwidth(character));
            if (width > columns - 1) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept + ELLIPSIS;
    }

    /** Blanks that fill a text up to {@code columns}. */
    public static String padding(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text)));
    }
}
