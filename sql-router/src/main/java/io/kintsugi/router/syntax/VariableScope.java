package io.kintsugi.router.syntax;

/** Whose a variable of MySQL is. */
public enum VariableScope {
    /** {@code @a}: of the session, made by the application. */
    USER,
    /** {@code @@a}: the session's value where there is one, else the server's; in SET the next transaction's. */
    SYSTEM,
    /** {@code @@session.a}, {@code @@local.a}, SET SESSION, SET of a bare name. */
    SESSION,
    /** {@code @@global.a}. */
    GLOBAL,
    PERSIST,
    PERSIST_ONLY
}
