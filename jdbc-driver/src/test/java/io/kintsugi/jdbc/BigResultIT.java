package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Results much larger than the heap of the process that reads them: one shard's, and what is merged of two. */
class BigResultIT {
    @Test
    void hundredThousandRows_areReadInSmallHeap() throws Exception {
        assertRead(100_000, "-Xmx20m");
    }

    @Tag("proof")
    @Test
    void tenMillionRows_areReadIn64Megabytes() throws Exception {
        assertRead(10_000_000, "-Xmx64m");
    }

    private static void assertRead(long rows, String heap) throws Exception {
        Cluster cluster = Cluster.create(
                "main:\n  shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}\n  tables: {readings: {key: sensor}}\n");
        KintsugiDriver driver = new KintsugiDriver();
        try (Connection connection = Contestants.connect(driver, cluster.url());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE readings (sensor bigint NOT NULL, taken bigint, value text)");
        } finally {
            driver.engines().close();
        }
        fill(cluster, rows);
        // More may be held than there is heap.
        String url = cluster.url() + "?mergeRowsMax=" + Integer.MAX_VALUE + "&mergeBytesMax=" + (1L << 40);
        String union = "SELECT taken, value FROM readings WHERE taken > 0";
        assertThat(SmallHeapReader.read(
                        heap,
                        url,
                        "postgres",
                        List.of(
                                "SELECT taken, value FROM readings WHERE sensor = 1",
                                "SELECT taken, value FROM readings ORDER BY taken",
                                union + " UNION ALL " + union,
                                "SELECT DISTINCT taken, value FROM readings ORDER BY taken",
                                "SELECT taken, max(sensor) FROM readings GROUP BY taken ORDER BY taken",
                                "SELECT count(DISTINCT taken), count(*) FROM readings",
                                "SELECT count(DISTINCT value), sum(taken) FROM readings",
                                "SELECT max(taken), count(DISTINCT value) FROM readings GROUP BY taken - taken")))
                .containsExactly(
                        "rows " + rows + " last " + rows,
                        "rows " + 2 * rows + " last " + rows,
                        "rows " + 4 * rows + " last " + rows,
                        "rows " + rows + " last " + rows,
                        "rows " + rows + " last " + rows,
                        "rows 1 last " + rows,
                        "rows 1 last " + rows,
                        "rows 1 last " + rows);
    }

    /** As many rows of one sensor on each shard: those on the shard that is not its own serve the merge only. */
    private static void fill(Cluster cluster, long rows) throws SQLException {
        for (int shard = 0; shard < 2; shard++) {
            try (Connection connection = cluster.shard(shard);
                    Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO readings SELECT 1, number, 'a reading of some length, number ' || number"
                        + " FROM generate_series(1, " + rows + ") AS number");
                statement.execute("CREATE INDEX ON readings (taken)");
            }
        }
    }
}
