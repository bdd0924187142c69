package io.kintsugi.cli.console;

/** Colours and weights of text, or none at all. Immutable. */
public enum Ink {
    /** Text stays as it is. */
    NONE("", ""),
    /** The sixteen colours that every terminal has. */
    PLAIN_COLORS("33", "36"),
    /** The same with the gold that gave the project its name. */
    RICH_COLORS("38;5;179", "38;5;110");

    private static final int TITLE_LENGTH_MAX = 24;
    private static final String ESCAPE = "\u001b[";
    private static final String RESET = ESCAPE + "0m";

    private final String goldCode;
    private final String blueCode;

    Ink(String goldCode, String blueCode) {
        this.goldCode = goldCode;
        this.blueCode = blueCode;
    }

    /** Whether text is changed at all. */
    public boolean isColored() {
        return this != NONE;
    }

    public String bold(String text) {
        return styled("1", text);
    }

    public String dim(String text) {
        return styled("2", text);
    }

    public String red(String text) {
        return styled("31", text);
    }

    public String green(String text) {
        return styled("32", text);
    }

    /** Headings, and what deserves a look. */
    public String gold(String text) {
        return styled(goldCode, text);
    }

    /** What may be copied: commands and addresses. */
    public String blue(String text) {
        return styled(blueCode, text);
    }

    /** A line such as {@code shard: s0}, its title set back. */
    public String titled(String line) {
        int colon = line.indexOf(": ");
        return colon < 1 || colon > TITLE_LENGTH_MAX
                ? line
                : dim(line.substring(0, colon + 1)) + line.substring(colon + 1);
    }

    private String styled(String code, String text) {
        return this == NONE || text.isEmpty() ? text : ESCAPE + code + "m" + text + RESET;
    }
}
