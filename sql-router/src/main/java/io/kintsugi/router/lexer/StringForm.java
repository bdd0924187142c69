package io.kintsugi.router.lexer;

/** How a string constant was written. */
public enum StringForm {
    PLAIN,
    /** MySQL's strings with its backslash escapes, in either quote, perhaps behind {@code N}. */
    BACKSLASH,
    /** {@code E'…'} with backslash escapes. */
    ESCAPE,
    /** {@code U&'…'} with code point escapes, perhaps with UESCAPE. */
    UNICODE,
    /** {@code B'…'}, in MySQL also {@code 0b01}. */
    BIT,
    /** {@code X'…'}, in MySQL also {@code 0x1F}. */
    HEX,
    /** {@code $tag$…$tag$}. */
    DOLLAR,
    /** {@code N'…'}. */
    NATIONAL
}
