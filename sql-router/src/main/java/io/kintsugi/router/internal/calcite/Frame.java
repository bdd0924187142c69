package io.kintsugi.router.internal.calcite;

/** What the feed knows about one depth of parentheses. Confined to the feed. */
final class Frame {
    /** Why the parenthesis stands there. */
    enum Kind {
        TOP,
        GROUP,
        CALL,
        /** Of a function whose arguments are separated by words, such as substring(a FROM 1). */
        WORDY_CALL,
        CAST,
        WINDOW,
        DISTINCT_ON,
        SUBSCRIPT,
        ARRAY
    }

    /** The clause that the last clause word at this depth opened. */
    enum Clause {
        NONE,
        WITH,
        SELECT,
        FROM,
        GROUP,
        ORDER,
        WINDOW,
        UPDATE,
        INSERT,
        DELETE,
        MERGE,
        OTHER
    }

    final Kind kind;
    final boolean query;
    Clause clause = Clause.NONE;

    Frame(Kind kind, boolean query) {
        this.kind = kind;
        this.query = query;
    }
}
