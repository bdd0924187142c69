package io.kintsugi.router.lexer;

/** The kinds of tokens. Comments leave no token. */
public enum TokenKind {
    /** An unquoted identifier or keyword. */
    WORD,
    /** {@code "name"}, {@code U&"name"}, in MySQL {@code `name`}. */
    QUOTED_IDENTIFIER,
    /** A string or bit-string constant, see {@link StringForm}. */
    STRING,
    /** An unsigned number. */
    NUMBER,
    /** {@code ?} or {@code $n}. */
    PARAMETER,
    /** MySQL only: {@code @name}, {@code @'name'}, {@code @@name}, {@code @@global.name}. */
    VARIABLE,
    /** A run of operator characters. */
    OPERATOR,
    /** Parentheses, brackets, comma, semicolon, dot, colon, {@code ::}, {@code :=}, {@code ..}. */
    PUNCTUATION,
    /** What follows the last token. */
    END
}
