package io.kintsugi.router.lexer;

/** Refuses half characters: escapes may spell a surrogate pair, never one half of it. */
final class SurrogatePairs {
    private SurrogatePairs() {}

    static String checked(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                throw StringValues.refuse("An escape stands for half a character");
            }
            i++;
        }
        return text.toString();
    }
}
