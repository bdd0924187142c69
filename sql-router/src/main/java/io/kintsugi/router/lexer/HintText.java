package io.kintsugi.router.lexer;

import org.jspecify.annotations.Nullable;

/** Recognises the two forms of routing hints. */
final class HintText {
    private static final String COLON_FORM = "/*kintsugi:";
    private static final String CALL_FORM = "kintsugi(";

    private HintText() {}

    /** What stands inside the hint, trimmed; null for an ordinary comment. */
    static @Nullable String inside(String sql, int start, int end) {
        if (sql.regionMatches(true, start, COLON_FORM, 0, COLON_FORM.length())) {
            return sql.substring(start + COLON_FORM.length(), end - 2).strip();
        }
        if (!sql.startsWith("/*+", start)) {
            return null;
        }
        String content = sql.substring(start + 3, Math.max(start + 3, end - 2)).strip();
        if (!content.regionMatches(true, 0, CALL_FORM, 0, CALL_FORM.length()) || !content.endsWith(")")) {
            return null;
        }
        return content.substring(CALL_FORM.length(), content.length() - 1).strip();
    }
}
