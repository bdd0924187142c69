package io.kintsugi.router.syntax;

/** The kinds of constants. */
public enum LiteralKind {
    NUMBER,
    STRING,
    BIT_STRING,
    NULL,
    TRUE,
    FALSE,
    /** MySQL: a word that stands as an argument, such as the unit in TIMESTAMPDIFF or in EXTRACT. */
    WORD
}
