package io.kintsugi.router.lexer;

import java.util.Locale;

/** The values of MySQL's quoted tokens. */
final class MySqlStrings {
    private MySqlStrings() {}

    /** The digits of a bit or hexadecimal string, else the text that a string stands for, its segments joined. */
    static String string(String token, StringForm form) {
        if (form == StringForm.BIT || form == StringForm.HEX) {
            return token.endsWith("'") ? token.substring(2, token.length() - 1) : token.substring(2);
        }
        StringBuilder value = new StringBuilder(token.length());
        int i = token.charAt(0) == 'N' || token.charAt(0) == 'n' ? 1 : 0;
        while (i < token.length()) {
            i = nextSegment(token, segment(token, i, form == StringForm.BACKSLASH, value));
        }
        return value.toString();
    }

    /** Decodes the segment that opens here; returns the offset after its closing quote. */
    private static int segment(String token, int open, boolean backslashes, StringBuilder value) {
        char quote = token.charAt(open);
        int i = open + 1;
        while (true) {
            char c = token.charAt(i++);
            if (c == '\\' && backslashes) {
                i = escape(token, i, value);
            } else if (c != quote) {
                value.append(c);
            } else if (i < token.length() && token.charAt(i) == quote) {
                value.append(quote);
                i++;
            } else {
                return i;
            }
        }
    }

    /** Decodes what follows a backslash; {@code \%} and {@code \_} keep theirs, for LIKE. */
    private static int escape(String token, int at, StringBuilder value) {
        char c = token.charAt(at);
        switch (c) {
            case '0' -> value.append('\0');
            case 'b' -> value.append('\b');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'Z' -> value.append('\u001a');
            case '%', '_' -> value.append('\\').append(c);
            default -> value.append(c);
        }
        return at + 1;
    }

    /** The next opening quote behind white space and comments, or the end. */
    private static int nextSegment(String token, int from) {
        int i = from;
        while (i < token.length() && token.charAt(i) != '\'' && token.charAt(i) != '"') {
            if (token.charAt(i) == '#' || token.startsWith("--", i)) {
                i = token.indexOf('\n', i);
            } else if (token.startsWith("/*", i)) {
                i = token.indexOf("*/", i) + 1;
            }
            i++;
        }
        return i;
    }

    /** The name between back quotes, or between double quotes under ANSI_QUOTES. */
    static String identifier(String token) {
        String quote = token.substring(0, 1);
        return token.substring(1, token.length() - 1).replace(quote + quote, quote);
    }

    /** Folded as MySQL compares names of columns, routines and variables. */
    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
