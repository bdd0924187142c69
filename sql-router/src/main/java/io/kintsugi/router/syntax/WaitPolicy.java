package io.kintsugi.router.syntax;

/** What a locking read does when a row is locked. */
public enum WaitPolicy {
    WAIT,
    NO_WAIT,
    SKIP_LOCKED
}
