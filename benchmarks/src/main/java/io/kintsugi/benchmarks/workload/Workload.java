package io.kintsugi.benchmarks.workload;

/** The kinds of work that are measured. */
public enum Workload {
    POINT_SELECT("select by key, prepared"),
    LITERAL_SELECT("select by key, literal in the text"),
    INSERT("insert, prepared"),
    UPDATE("update by key, prepared"),
    TWO_STATEMENTS("transaction of an update and a select"),
    IN_LIST("IN of 10 keys, two shards"),
    TOP_TEN("ten first rows, merged from two shards"),
    BATCH("batch of 1,000 inserts, two shards");

    /** Rows in one batch. */
    public static final int BATCH_ROWS = 1_000;

    /** Keys in one IN list. */
    public static final int IN_KEYS = 10;

    private final String title;

    Workload(String title) {
        this.title = title;
    }

    /** In a few words, for tables. */
    public String title() {
        return title;
    }

    /** What one call is worth: a batch is counted by its rows. */
    public int units() {
        return this == BATCH ? BATCH_ROWS : 1;
    }
}
