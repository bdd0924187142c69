package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Results much larger than the heap of the process that reads them: one shard's, and two merged in order. */
class BigResultIT {
    private static final long WAIT_MINUTES_MAX = 30;

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
        assertThat(read(heap, cluster.url(), "SELECT taken, value FROM readings WHERE sensor = 1"))
                .isEqualTo("rows " + rows);
        assertThat(read(heap, cluster.url(), "SELECT taken, value FROM readings ORDER BY taken"))
                .isEqualTo("rows " + 2 * rows);
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

    private static String read(String heap, String url, String query) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapReader.class.getName(),
                        url,
                        query))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(WAIT_MINUTES_MAX, TimeUnit.MINUTES)).isTrue();
        return output.lines()
                .filter(line -> line.startsWith("rows "))
                .findFirst()
                .orElse(output);
    }
}
