package io.kintsugi.router.lexer;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;

/** The values of quoted tokens, decoded as PostgreSQL does. */
final class StringValues {
    private StringValues() {}

    static String string(String token, StringForm form) {
        return switch (form) {
            case PLAIN -> segments(token, 0);
            case NATIONAL, BIT, HEX -> segments(token, 1);
            case BACKSLASH -> throw new IllegalStateException("a string of MySQL in a text of PostgreSQL");
            case ESCAPE -> EscapeDecoder.decode(rawSegments(token, 1, true));
            case UNICODE -> unicode(token, '\'');
            case DOLLAR -> dollar(token);
        };
    }

    static String identifier(String token) {
        if (token.charAt(0) != '"') {
            return unicode(token, '"');
        }
        return token.substring(1, token.length() - 1).replace("\"\"", "\"");
    }

    private static String dollar(String token) {
        int tag = token.indexOf('$', 1) + 1;
        return token.substring(tag, token.length() - tag);
    }

    private static String segments(String token, int prefix) {
        return rawSegments(token, prefix, false).replace("''", "'");
    }

    /** The segments of a continued string joined, quotes inside still doubled. */
    private static String rawSegments(String token, int prefix, boolean backslashes) {
        StringBuilder joined = new StringBuilder(token.length());
        int i = prefix;
        while (i < token.length()) {
            int end = closing(token, i + 1, '\'', backslashes);
            joined.append(token, i + 1, end);
            i = nextSegment(token, end + 1);
        }
        return joined.toString();
    }

    /** The next quote after a closed segment; comments between segments may hold quotes of their own. */
    private static int nextSegment(String token, int from) {
        int i = from;
        while (i < token.length() && token.charAt(i) != '\'') {
            if (token.startsWith("--", i)) {
                while (token.charAt(i) != '\n' && token.charAt(i) != '\r') {
                    i++;
                }
            }
            i++;
        }
        return i;
    }

    private static int closing(String token, int from, char quote, boolean backslashes) {
        int i = from;
        while (true) {
            char c = token.charAt(i);
            if (c == '\\' && backslashes) {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < token.length() && token.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i;
            }
        }
    }

    private static String unicode(String token, char quote) {
        int end = lastOfBody(token, quote);
        String body = token.substring(0, end + 1);
        String raw = quote == '\'' ? segments(body, 2) : body.substring(3, end).replace("\"\"", "\"");
        return UnicodeDecoder.decode(raw, escapeCharacter(token, end + 1));
    }

    private static int lastOfBody(String token, char quote) {
        int end = closing(token, 3, quote, false);
        while (quote == '\'') {
            int next = nextSegment(token, end + 1);
            if (next >= token.length()
                    || token.substring(end + 1, next)
                            .toUpperCase(java.util.Locale.ROOT)
                            .contains("UESCAPE")) {
                return end;
            }
            end = closing(token, next + 1, quote, false);
        }
        return end;
    }

    private static char escapeCharacter(String token, int from) {
        int quote = token.indexOf('\'', from);
        if (quote < 0) {
            return '\\';
        }
        String escape = token.substring(quote + 1, token.length() - 1);
        boolean legal = escape.length() == 1
                && Character.digit(escape.charAt(0), 16) < 0
                && "+'\"".indexOf(escape.charAt(0)) < 0
                && !Character.isWhitespace(escape.charAt(0));
        if (!legal) {
            throw refuse("UESCAPE needs one character that is no hexadecimal digit, plus sign, quote or blank");
        }
        return escape.charAt(0);
    }

    static ShardException refuse(String what) {
        return new ShardException(ErrorCode.SYNTAX_NOT_UNDERSTOOD, what + ".");
    }
}
