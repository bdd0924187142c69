package io.kintsugi.router.lexer;

/** Code point escapes of {@code U&'…'}: {@code \0061}, {@code \+000061}, {@code \\}. */
final class UnicodeDecoder {
    private UnicodeDecoder() {}

    static String decode(String text, char escape) {
        StringBuilder decoded = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != escape) {
                decoded.append(c);
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == escape) {
                decoded.append(escape);
                i += 2;
            } else {
                boolean wide = i + 1 < text.length() && text.charAt(i + 1) == '+';
                int from = wide ? i + 2 : i + 1;
                int to = from + (wide ? 6 : 4);
                append(decoded, HexDigits.value(text, from, to));
                i = to;
            }
        }
        return SurrogatePairs.checked(decoded);
    }

    static void append(StringBuilder decoded, int codePoint) {
        if (codePoint == 0 || !Character.isValidCodePoint(codePoint)) {
            throw StringValues.refuse("An escape stands for no character");
        }
        decoded.appendCodePoint(codePoint);
    }
}
