package io.kintsugi.router.lexer;

/** How a string constant was written. */
public enum StringForm {
    PLAIN,
    /** {@code E'…'} with backslash escapes. */
    ESCAPE,
    /** {@code U&'…'} with code point escapes, perhaps with UESCAPE. */
    UNICODE,
    /** {@code B'…'}. */
    BIT,
    /** {@code X'…'}. */
    HEX,
    /** {@code $tag$…$tag$}. */
    DOLLAR,
    /** {@code N'…'}. */
    NATIONAL
}
