package io.kintsugi.engine.execution;

import io.kintsugi.engine.result.RowWatch;
import io.kintsugi.router.plan.ShardId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What one text said to one server took and gave, its rows as they were read. Confined to one thread at a time: the
 * call's own, then the one that reads.
 */
final class Measure implements RowWatch {
    private static final int TABLE = 1;
    private static final int ROW = 2;

    private final Measurements.Step step;
    private final ShardId shard;
    private final String node;
    private final LongSupplier nanos;
    private final List<Pulled> tables = new ArrayList<>();
    private final long began;
    private long asked;
    private long waitedNanos;
    private long firstNanos;
    private long lastNanos;
    private long rows;
    private long bytes;
    private long count;
    private int columns;

    /** What came of one table's rows. */
    static final class Pulled {
        private final String table;
        private long rows;
        private long bytes;
        private long firstNanos;
        private long lastNanos;

        Pulled(String table) {
            this.table = table;
        }

        String table() {
            return table;
        }

        long rows() {
            return rows;
        }

        long bytes() {
            return bytes;
        }

        long firstNanos() {
            return firstNanos;
        }

        long lastNanos() {
            return lastNanos;
        }

        private void add(long size, long at) {
            firstNanos = rows == 0 ? at : firstNanos;
            lastNanos = at;
            rows++;
            bytes += size;
        }
    }

    /** @param tables those whose rows are pulled, by their numbers; none where rows are not pulled */
    Measure(Measurements.Step step, ShardId shard, String node, List<String> tables, LongSupplier nanos) {
        this.step = step;
        this.shard = shard;
        this.node = node;
        this.nanos = nanos;
        tables.forEach(table -> this.tables.add(new Pulled(table)));
        this.began = nanos.getAsLong();
        this.asked = began;
    }

    /** So many rows were written. */
    void counted(long updateCount) {
        count = updateCount;
    }

    @Override
    public void asked() {
        asked = nanos.getAsLong();
    }

    @Override
    public void came(ResultSet row, boolean isRow) throws SQLException {
        waited();
        if (!isRow) {
            return;
        }
        firstNanos = rows == 0 ? lastNanos : firstNanos;
        rows++;
        long size = sizeOf(row);
        bytes += size;
        if (!tables.isEmpty()) {
            tables.get(row.getInt(TABLE)).add(bytes(row, ROW), lastNanos);
        }
    }

    /** The server has answered. */
    void waited() {
        long now = nanos.getAsLong();
        waitedNanos += now - asked;
        lastNanos = now - began;
    }

    private long sizeOf(ResultSet row) throws SQLException {
        if (columns == 0) {
            columns = row.getMetaData().getColumnCount();
        }
        long size = 0;
        for (int column = 1; column <= columns; column++) {
            size += bytes(row, column);
        }
        return size;
    }

    /** The bytes that the server sent for a value; of a binary one that came as text those that it stands for. */
    private static long bytes(ResultSet row, int column) throws SQLException {
        byte[] value = row.getBytes(column);
        return value == null ? 0 : value.length;
    }

    Measurements.Step step() {
        return step;
    }

    ShardId shard() {
        return shard;
    }

    String node() {
        return node;
    }

    List<Pulled> tables() {
        return tables;
    }

    long waitedNanos() {
        return waitedNanos;
    }

    long firstNanos() {
        return firstNanos;
    }

    long lastNanos() {
        return lastNanos;
    }

    long rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    long count() {
        return count;
    }
}
