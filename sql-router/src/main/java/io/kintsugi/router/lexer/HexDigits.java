package io.kintsugi.router.lexer;

/** Exact numbers of hexadecimal digits. */
final class HexDigits {
    private HexDigits() {}

    static int value(String text, int from, int to) {
        if (to > text.length()) {
            throw StringValues.refuse("An escape has too few hexadecimal digits");
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = isAscii(text.charAt(i)) ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                throw StringValues.refuse("An escape has a character that is no hexadecimal digit");
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private static boolean isAscii(char c) {
        return c < 128;
    }
}
