package io.kintsugi.router.lexer;

/** Case folding as PostgreSQL does it for multi-byte encodings: ASCII letters only. */
final class AsciiCase {
    private AsciiCase() {}

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}
