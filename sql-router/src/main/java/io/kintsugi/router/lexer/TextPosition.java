package io.kintsugi.router.lexer;

/** Offsets as people count: lines and columns from 1, columns in characters. */
final class TextPosition {
    private TextPosition() {}

    static String describe(String sql, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset && i < sql.length(); i++) {
            if (sql.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return "line " + line + ", column " + (sql.codePointCount(lineStart, Math.min(offset, sql.length())) + 1);
    }
}
