package io.kintsugi.testkit.tpch;

import io.trino.tpch.TpchEntity;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

/** The rows of a scale, and the way into databases: past every router, since loading is not what is under test. */
public final class TpchRows {
    private static final String SEPARATOR = "\\|";

    private final double scale;

    /** @param scale 1 is the standard's gigabyte */
    public TpchRows(double scale) {
        this.scale = scale;
    }

    /** Everything into one database. */
    public void into(Connection plain) throws SQLException {
        into(List.of(plain), TpchLayout.CO_LOCATED, key -> 0);
    }

    /**
     * Each row to the shard of its key, those of reference tables to all.
     *
     * @param owner the ordinal of the shard that a key belongs to
     */
    public void into(List<Connection> shards, TpchLayout layout, LongToIntFunction owner) throws SQLException {
        for (TpchTable table : TpchTable.values()) {
            List<Insertion> insertions = new ArrayList<>();
            for (Connection shard : shards) {
                insertions.add(new Insertion(shard, table.sqlName()));
            }
            int keyOrdinal = layout.key(table).map(table::ordinalOf).orElse(-1);
            for (TpchEntity row : table.rows(scale)) {
                // Without a limit, so that what follows the last separator, nothing, is no value.
                String[] values = row.toLine().split(SEPARATOR);
                if (keyOrdinal < 0) {
                    addToAll(insertions, values);
                } else {
                    insertions
                            .get(owner.applyAsInt(Long.parseLong(values[keyOrdinal])))
                            .add(values);
                }
            }
            for (Insertion insertion : insertions) {
                insertion.flush();
            }
        }
    }

    private static void addToAll(List<Insertion> insertions, String[] values) throws SQLException {
        for (Insertion insertion : insertions) {
            insertion.add(values);
        }
    }

    /** Rows as one long INSERT after the other: both databases take any value as a text between quotes. */
    private static final class Insertion {
        private static final int CHARACTERS_MAX = 200_000;

        private final Connection connection;
        private final String start;
        private final StringBuilder text = new StringBuilder();

        Insertion(Connection connection, String table) {
            this.connection = connection;
            this.start = "INSERT INTO " + table + " VALUES ";
        }

        void add(String[] values) throws SQLException {
            text.append(text.isEmpty() ? start : ", ").append("('");
            for (int i = 0; i < values.length; i++) {
                text.append(i == 0 ? "" : "', '").append(values[i].replace("'", "''"));
            }
            text.append("')");
            if (text.length() > CHARACTERS_MAX) {
                flush();
            }
        }

        void flush() throws SQLException {
            if (text.isEmpty()) {
                return;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(text.toString());
            }
            text.setLength(0);
        }
    }
}
