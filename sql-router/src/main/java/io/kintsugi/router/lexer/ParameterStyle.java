package io.kintsugi.router.lexer;

/** How the text marks parameters; it decides what a question mark means. */
public enum ParameterStyle {
    /** JDBC: {@code ?} is a parameter and {@code ??} the question mark of an operator. */
    QUESTION_MARK,
    /** Wire protocol: {@code $n} only; a question mark is an operator character. */
    NUMBERED
}
