package io.kintsugi.benchmarks.tiers;

/** The queries whose rows or groups are merged from two shards. */
enum MergeQuery {
    ORDERED_100("ORDER BY two columns, 100 rows", 100),
    ORDERED_10000("ORDER BY two columns, 10,000 rows", 10_000),
    FEW_GROUPS("10 groups of 10,000 rows: count, sum, avg", 10_000),
    MANY_GROUPS("5,000 groups of 10,000 rows: count, sum, avg", 10_000);

    private static final String ROWS = "SELECT event_id, user_id, status, amount, note FROM events WHERE event_id <= ?"
            + " ORDER BY amount, event_id";
    private static final String WHERE = " FROM events WHERE event_id <= ? GROUP BY ";

    private final String title;
    private final long rows;

    MergeQuery(String title, long rows) {
        this.title = title;
        this.rows = rows;
    }

    String title() {
        return title;
    }

    /** The query's one parameter: as many rows are read. */
    long rows() {
        return rows;
    }

    boolean isOrdered() {
        return this == ORDERED_100 || this == ORDERED_10000;
    }

    private String key() {
        return this == FEW_GROUPS ? "region" : "user_id";
    }

    /** As an application writes it. */
    String text() {
        return isOrdered() ? ROWS : "SELECT " + key() + ", count(*), sum(amount), avg(amount)" + WHERE + key();
    }

    /** As Kintsugi sends it to each shard. */
    String shardText() {
        return isOrdered()
                ? ROWS
                : "SELECT " + key() + ", count(*), sum(amount), avg(amount), sum(amount), count(amount)" + WHERE
                        + key();
    }
}
