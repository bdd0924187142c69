package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.ShardedDatabase;
import io.kintsugi.testkit.oracle.TableLayout;
import io.kintsugi.testkit.oracle.TableLayout.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What lies on the nodes: all shards together hold the plain table's rows, a reference table is whole on each, and a
 * key's rows, of all tables, are on one shard. Confined to one check.
 */
final class StoredRows {
    private final List<TableLayout> tables;
    private final int shards;
    private final ShardedDatabase cluster;
    private final boolean clock;
    private final Map<String, String> placeOfKey = new HashMap<>();
    private final List<String> found = new ArrayList<>();

    StoredRows(List<TableLayout> tables, int shards, ShardedDatabase cluster, boolean clock) {
        this.tables = tables;
        this.shards = shards;
        this.cluster = cluster;
        this.clock = clock;
    }

    List<String> differences(Connection plain) throws SQLException {
        Map<String, Connection> nodes = new HashMap<>();
        try {
            for (TableLayout table : tables) {
                check(table, read(plain, table, ""), nodes);
            }
        } finally {
            for (Connection connection : nodes.values()) {
                connection.close();
            }
        }
        return found;
    }

    private void check(TableLayout table, List<String> expected, Map<String, Connection> nodes) throws SQLException {
        if (table.place() == Place.REFERENCE) {
            checkCopies(table, expected, nodes);
            return;
        }
        List<String> together = new ArrayList<>();
        for (String node : nodes(table)) {
            together.addAll(read(node(nodes, node), table, node));
        }
        if (clock) {
            compareCounts(table.name(), expected, together);
        } else {
            compare(table.name(), expected, together);
        }
    }

    /** Every copy holds what the plain table holds; where times of the run are stored, what the first copy holds. */
    private void checkCopies(TableLayout table, List<String> expected, Map<String, Connection> nodes)
            throws SQLException {
        List<String> first = read(node(nodes, "s0"), table, "s0");
        compareCounts(table.name(), expected, first);
        for (String node : nodes(table)) {
            compare(table.name() + " on " + node, clock ? first : expected, read(node(nodes, node), table, node));
        }
    }

    private void compareCounts(String what, List<String> expected, List<String> actual) {
        if (expected.size() != actual.size()) {
            found.add("stored in " + what + ": " + actual.size() + " rows instead of " + expected.size());
        }
    }

    private Connection node(Map<String, Connection> nodes, String name) throws SQLException {
        Connection open = nodes.get(name);
        if (open != null) {
            return open;
        }
        Connection connection = cluster.node(name);
        nodes.put(name, connection);
        return connection;
    }

    private List<String> nodes(TableLayout table) {
        List<String> nodes = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            nodes.add("s" + shard);
        }
        return table.place() == Place.UNSHARDED ? List.of("flat") : nodes;
    }

    /** Generated values differ by right; the rest of a row is compared as text. */
    private List<String> read(Connection connection, TableLayout table, String node) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + table.name())) {
            ResultSetMetaData metaData = result.getMetaData();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= metaData.getColumnCount(); column++) {
                    String name = metaData.getColumnName(column);
                    row.add(table.generated().containsKey(name) ? "" : String.valueOf(result.getString(column)));
                    if (!node.isEmpty() && table.key().filter(name::equals).isPresent()) {
                        place(metaData.getColumnTypeName(column) + " " + result.getString(column), node);
                    }
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private void place(String key, String node) {
        String before = placeOfKey.putIfAbsent(key, node);
        if (before != null && !before.equals(node)) {
            found.add("rows of key " + key + " lie on " + before + " and on " + node);
        }
    }

    private void compare(String what, List<String> expected, List<String> actual) {
        List<String> missing = new ArrayList<>(expected);
        actual.forEach(missing::remove);
        List<String> surplus = new ArrayList<>(actual);
        expected.forEach(surplus::remove);
        Collections.sort(missing);
        if (!missing.isEmpty() || !surplus.isEmpty()) {
            found.add("stored in " + what + ": missing " + missing + ", surplus " + surplus);
        }
    }
}
