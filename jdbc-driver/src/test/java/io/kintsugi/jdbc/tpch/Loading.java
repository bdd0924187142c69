package io.kintsugi.jdbc.tpch;

import static java.util.Objects.requireNonNull;

import io.kintsugi.testkit.oracle.DatabaseServers;
import io.kintsugi.testkit.oracle.Dialect;
import io.kintsugi.testkit.oracle.ShardedDatabase;
import io.kintsugi.testkit.tpch.TpchLayout;
import io.kintsugi.testkit.tpch.TpchRows;
import io.kintsugi.testkit.tpch.TpchTable;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Databases filled with the rows of a scale, each shard by a connection of its own. */
final class Loading {
    private static final int SHARDS = 2;
    private static final int KEYS_TRIED = 20;

    private Loading() {}

    /** Everything into one empty database. */
    static void into(Connection plain, double scale, Dialect dialect) throws SQLException {
        execute(plain, TpchLayout.CO_LOCATED.definitions());
        new TpchRows(scale).into(plain);
        execute(plain, statistics(dialect));
    }

    /** A new cluster of two shards. */
    static ShardedDatabase cluster(DatabaseServers servers, TpchLayout layout, double scale) throws SQLException {
        String keyspaces = layout.layout().keyspaces(SHARDS);
        ShardedDatabase cluster = servers.cluster(SHARDS, keyspaces);
        try (Connection connection = cluster.connect()) {
            execute(connection, layout.definitions());
        }
        Keyspace keyspace = keyspace(servers.dialect(), keyspaces);
        try (Connection first = cluster.node("s0");
                Connection second = cluster.node("s1")) {
            new TpchRows(scale).into(List.of(first, second), layout, key -> keyspace.shardOf(KeyValue.ofLong(key)));
            execute(first, statistics(servers.dialect()));
            execute(second, statistics(servers.dialect()));
        }
        return cluster;
    }

    /** The keyspace of such a cluster; where its nodes are does not matter to its shards' ranges. */
    private static Keyspace keyspace(Dialect dialect, String keyspaces) {
        StringBuilder yaml = new StringBuilder("cluster: tpch\ndialect: " + dialect.word() + "\nnodes:\n");
        for (String node : List.of("catalog", "s0", "s1")) {
            yaml.append("  %s: {url: \"%s://127.0.0.1:1/%s\"}%n".formatted(node, dialect.word(), node));
        }
        yaml.append("catalog: {nodes: [catalog]}\nkeyspaces:\n").append(keyspaces.indent(2));
        return requireNonNull(
                TopologyYaml.parse(yaml.toString(), "tpch", name -> Optional.empty(), path -> "")
                        .keyspaces()
                        .get("main"),
                "main");
    }

    private static List<String> statistics(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL
                ? List.of("ANALYZE")
                : Stream.of(TpchTable.values())
                        .map(table -> "ANALYZE TABLE " + table.sqlName())
                        .toList();
    }

    private static void execute(Connection connection, List<String> texts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String text : texts) {
                statement.execute(text);
            }
        }
    }

    /** Rows were put on their shards past the driver: it must look for each key where it was put. */
    static void requireKeysWhereTheyBelong(Connection sharded, Connection plain, TpchLayout layout)
            throws SQLException {
        for (TpchTable table : TpchTable.values()) {
            String all = "SELECT count(*) FROM " + table.sqlName();
            requireSame(sharded, plain, all);
            if (layout.key(table).isPresent()) {
                String key = " WHERE " + layout.key(table).get();
                for (long value = 1; value <= KEYS_TRIED; value++) {
                    requireSame(sharded, plain, all + key + " = " + value);
                }
                String some = LongStream.rangeClosed(1, KEYS_TRIED)
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(", "));
                requireSame(sharded, plain, all + key + " IN (" + some + ")");
            }
        }
    }

    private static void requireSame(Connection sharded, Connection plain, String count) throws SQLException {
        long found = number(sharded, count);
        long expected = number(plain, count);
        if (found != expected) {
            throw new IllegalStateException(count + " is " + found + ", not " + expected);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
