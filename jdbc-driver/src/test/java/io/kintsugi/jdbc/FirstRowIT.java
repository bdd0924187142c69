package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Rows of several shards are handed out before the slowest shard has ended. On the second shard a view stands in the
 * table's place, whose later rows wait for a lock that the test holds: whoever reads too much waits until the statement
 * times out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FirstRowIT {
    private static final int LOCK = 4_711;
    private static final int TIMEOUT_SECONDS = 20;
    private static final int ROWS = 40;

    /** Rows of the held shard that come without waiting: more than one portion, so that the next one is wanted late. */
    private static final int FREE_ROWS = 6;

    private final KintsugiDriver driver = new KintsugiDriver();
    private final Cluster cluster = Cluster.create(
            "main:\n  shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}\n  tables: {readings: {key: sensor}}\n");

    FirstRowIT() throws SQLException {}

    @BeforeAll
    void define() throws SQLException {
        KintsugiDriver first = new KintsugiDriver();
        try (Connection connection = Contestants.connect(first, cluster.url());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE readings (sensor bigint NOT NULL, taken bigint, value text)");
        } finally {
            first.engines().close();
        }
        for (int shard = 0; shard < 2; shard++) {
            try (Connection connection = cluster.shard(shard);
                    Statement statement = connection.createStatement()) {
                // In turns: 1 on the first shard, 2 on the second, and so on.
                statement.execute("INSERT INTO readings SELECT 1, 2 * n - 1 + " + shard + ", 'value ' || n"
                        + " FROM generate_series(1, " + ROWS + ") AS n");
                statement.execute("CREATE INDEX ON readings (taken)");
            }
        }
        try (Connection connection = cluster.shard(1);
                Statement statement = connection.createStatement()) {
            // Rows come from the index one by one: sorting them would need them all. Connections are made after this.
            String database = cluster.databases().get(2);
            statement.execute("ALTER DATABASE \"" + database + "\" SET enable_sort = off");
            statement.execute("ALTER DATABASE \"" + database + "\" SET enable_seqscan = off");
            // STABLE, so that the view is taken apart.
            statement.execute("CREATE FUNCTION awaited(given text) RETURNS text LANGUAGE plpgsql STABLE AS"
                    + " $$ BEGIN PERFORM pg_advisory_xact_lock_shared(" + LOCK + "); RETURN given; END $$");
            statement.execute("ALTER TABLE readings RENAME TO readings_kept");
            statement.execute("CREATE VIEW readings AS SELECT sensor, taken,"
                    + " CASE WHEN taken > " + 2 * FREE_ROWS + " THEN awaited(value) ELSE value END AS value"
                    + " FROM readings_kept");
        }
    }

    @AfterAll
    void end() {
        driver.engines().close();
    }

    private Connection connect() throws SQLException {
        Properties properties = Contestants.user();
        properties.setProperty("mergeFetchSize", "2");
        return Contestants.connect(driver, cluster.url(), properties);
    }

    /** Reads a query, whose held rows must not be needed for the first ones. */
    private void assertEarly(String sql, int earlyRows) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                Connection holder = cluster.shard(1);
                Statement lock = holder.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            lock.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            try (ResultSet rows = statement.executeQuery(sql)) {
                for (int row = 1; row <= earlyRows; row++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong(1)).isEqualTo(expected(sql, row));
                }
                lock.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
                int all = earlyRows;
                while (rows.next()) {
                    all++;
                    assertThat(rows.getLong(1)).isEqualTo(expected(sql, all));
                }
                assertThat(all).isEqualTo(2 * ROWS);
            }
        }
    }

    private static long expected(String sql, int row) {
        if (sql.contains("ORDER BY")) {
            return row;
        }
        return row <= ROWS ? 2 * row - 1 : 2 * (row - ROWS);
    }

    @Test
    void orderedMerge_handsOutRows_whileAShardIsHeld() throws SQLException {
        assertEarly("SELECT taken, value FROM readings ORDER BY taken", 2 * FREE_ROWS - 1);
    }

    /** Order among shards is theirs: first all rows of the first, while the second is held. */
    @Test
    void plainScatter_handsOutRows_whileAShardIsHeld() throws SQLException {
        assertEarly("SELECT taken, value FROM readings", ROWS + FREE_ROWS);
    }

    @Test
    void unionAll_handsOutRows_whileAShardIsHeld() throws SQLException {
        String sql = "SELECT taken, value FROM readings WHERE taken < 0 UNION ALL SELECT taken, value FROM readings";
        assertEarly(sql, ROWS + FREE_ROWS);
    }
}
