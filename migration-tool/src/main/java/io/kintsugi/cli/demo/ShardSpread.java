package io.kintsugi.cli.demo;

import io.kintsugi.cli.console.Ink;
import io.kintsugi.embedded.DatabaseServer;
import io.kintsugi.embedded.ReplicaSetServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How the orders are spread, counted on each shard by itself and not through Kintsugi: it is the proof that two servers
 * are at work. Thread-safe: one thread of its own counts, anyone may read.
 */
final class ShardSpread implements AutoCloseable {
    private static final long PERIOD_MILLIS = 1_000;
    private static final int BAR_COLUMNS = 16;

    private final List<Connection> shards;
    private final Ink ink;
    private final ScheduledExecutorService clock;
    private final Future<?> counting;
    private volatile String text = "";

    private ShardSpread(List<Connection> shards, Ink ink) {
        this.shards = shards;
        this.ink = ink;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "kintsugi-spread");
            thread.setDaemon(true);
            return thread;
        });
        this.counting = clock.scheduleWithFixedDelay(this::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    static ShardSpread watch(DemoServers servers, Ink ink) throws SQLException {
        List<Connection> shards = new ArrayList<>();
        for (ReplicaSetServers set : servers.shards()) {
            DatabaseServer primary = set.primary();
            shards.add(primary.connect(DemoServers.DATABASE));
        }
        return new ShardSpread(shards, ink);
    }

    /** The latest count, drawn. */
    String text() {
        return text;
    }

    /** Counts once more, for the end. */
    String last() throws SQLException {
        count();
        return text;
    }

    private void tick() {
        try {
            count();
        } catch (SQLException failure) {
            text = "(a shard could not be counted: " + failure.getMessage() + ")";
        }
    }

    private synchronized void count() throws SQLException {
        long[] counts = new long[shards.size()];
        for (int ordinal = 0; ordinal < counts.length; ordinal++) {
            try (Statement statement = shards.get(ordinal).createStatement();
                    ResultSet rows = statement.executeQuery("SELECT count(*) FROM orders")) {
                rows.next();
                counts[ordinal] = rows.getLong(1);
            }
        }
        text = draw(counts, ink);
    }

    /** Two shards as one bar with the seam where they meet; without colours as percentages alone. */
    static String draw(long[] counts, Ink ink) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        StringBuilder drawn = new StringBuilder();
        for (int ordinal = 0; ordinal < counts.length; ordinal++) {
            double share = total == 0 ? 0 : (double) counts[ordinal] / total;
            String percent = String.format(Locale.ROOT, "s%d %.0f %%", ordinal, share * 100);
            String bar = "█".repeat((int) Math.round(share * BAR_COLUMNS));
            String shown = ordinal % 2 == 0 ? ink.gold(bar) : ink.blue(bar);
            drawn.append(ordinal == 0 ? "" : ink.isColored() ? " " : ", ").append(percent);
            drawn.append(ink.isColored() ? " " + shown : "");
        }
        return drawn.toString();
    }

    @Override
    public void close() throws SQLException {
        counting.cancel(false);
        clock.shutdownNow();
        synchronized (this) {
            for (Connection connection : shards) {
                connection.close();
            }
        }
    }
}
