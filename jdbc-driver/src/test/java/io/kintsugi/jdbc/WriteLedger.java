package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that write two rows of one key in a transaction, over and over, and keep what they were told of each: kept,
 * undone, or unknown. Whatever happens meanwhile, a key has both rows or none, and as it was told.
 */
final class WriteLedger {
    private static final long JOIN_SECONDS_MAX = 60;

    private enum Told {
        KEPT,
        NOT_KEPT,
        UNKNOWN
    }

    private final Contestants.Source source;
    private final Map<Long, Told> told = new ConcurrentHashMap<>();
    private final Set<Throwable> strange = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids = new AtomicLong();
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean stopping;

    WriteLedger(Contestants.Source source, int count, long seed) {
        this.source = source;
        for (int number = 0; number < count; number++) {
            Random random = new Random(seed + number);
            Thread worker = new Thread(() -> work(random), "writer-" + number);
            workers.add(worker);
            worker.start();
        }
    }

    private void work(Random random) {
        while (!stopping) {
            try (Connection connection = source.connect()) {
                connection.setAutoCommit(false);
                while (!stopping) {
                    write(connection, ids.incrementAndGet(), random.nextInt(10) == 0);
                }
            } catch (SQLException failed) {
                // Told already; a new connection goes on. An interrupt has done its work.
                Thread.interrupted();
            } catch (RuntimeException | Error unexpected) {
                strange.add(unexpected);
                return;
            }
        }
    }

    private void write(Connection connection, long id, boolean givesUp) throws SQLException {
        told.put(id, Told.NOT_KEPT);
        insert(connection, id, 1);
        insert(connection, id, 2);
        if (givesUp) {
            connection.rollback();
            return;
        }
        told.put(id, Told.UNKNOWN);
        connection.commit();
        told.put(id, Told.KEPT);
    }

    private static void insert(Connection connection, long id, int part) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO entries VALUES (?, ?)")) {
            insert.setLong(1, id);
            insert.setInt(2, part);
            insert.executeUpdate();
        }
    }

    void interruptOne(Random random) {
        workers.get(random.nextInt(workers.size())).interrupt();
    }

    void stop() throws InterruptedException {
        stopping = true;
        for (Thread worker : workers) {
            worker.join(TimeUnit.SECONDS.toMillis(JOIN_SECONDS_MAX));
            assertThat(worker.isAlive()).as(worker.getName()).isFalse();
        }
    }

    long acknowledged() {
        return told.values().stream().filter(Told.KEPT::equals).count();
    }

    /** What the servers have must be what the writers were told. */
    void check() throws SQLException {
        assertThat(strange).isEmpty();
        Map<Long, Long> found = new ConcurrentHashMap<>();
        try (Connection connection = source.connect();
                PreparedStatement select = connection.prepareStatement("SELECT id, count(*) FROM entries GROUP BY id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getLong(1), rows.getLong(2));
            }
        }
        told.forEach((id, was) -> {
            long count = found.getOrDefault(id, 0L);
            switch (was) {
                case KEPT -> assertThat(count).as("kept " + id).isEqualTo(2);
                case NOT_KEPT -> assertThat(count).as("not kept " + id).isZero();
                case UNKNOWN -> assertThat(count).as("unknown " + id).isIn(0L, 2L);
            }
        });
    }
}
