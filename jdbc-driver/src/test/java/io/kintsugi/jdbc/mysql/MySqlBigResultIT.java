package io.kintsugi.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.jdbc.SmallHeapReader;
import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results of two shards of MySQL that are merged, much larger than the heap of the process that reads them. */
@MySqlTest
class MySqlBigResultIT {
    private static final int ROWS = 100_000;

    @Test
    void hundredThousandRows_areReadInSmallHeap() throws Exception {
        MySqlCluster cluster = MySqlCluster.create(2, "readings: {key: sensor}\n");
        try (Connection connection = cluster.sharded("&lingerMillis=0");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE readings (sensor bigint NOT NULL, taken bigint, value varchar(60))");
        }
        for (String database : cluster.shardDatabases()) {
            fill(database);
        }
        // More may be held than there is heap.
        String url = cluster.url() + "?mergeRowsMax=" + Integer.MAX_VALUE + "&mergeBytesMax=" + (1L << 40);
        String union = "SELECT taken, value FROM readings WHERE taken > 0";
        assertThat(SmallHeapReader.read(
                        "-Xmx32m",
                        url,
                        "root",
                        List.of(
                                "SELECT taken, value FROM readings ORDER BY taken",
                                union + " UNION ALL " + union,
                                "SELECT DISTINCT taken, taken AS again FROM readings ORDER BY taken")))
                .containsExactly(
                        "rows " + 2 * ROWS + " last " + ROWS,
                        "rows " + 4 * ROWS + " last " + ROWS,
                        "rows " + ROWS + " last " + ROWS);
    }

    private static void fill(String database) throws SQLException {
        try (Connection connection = SharedMySql.get().server().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET cte_max_recursion_depth = " + ROWS);
            statement.execute("INSERT INTO readings WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1"
                    + " FROM numbers WHERE n < " + ROWS
                    + ") SELECT 1, n, CONCAT('a reading of some length, number ', n)"
                    + " FROM numbers");
        }
    }
}
