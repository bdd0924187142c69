package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.DatabaseServers;
import io.kintsugi.testkit.oracle.Dialect;
import io.kintsugi.testkit.oracle.PlainDatabase;
import io.kintsugi.testkit.oracle.ShardedDatabase;
import io.kintsugi.testkit.oracle.TableLayout;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A world on one plain database and on a cluster of a number of shards. Confined to one thread. */
final class Fixture {
    private final Dialect dialect;
    private final World world;
    private final int shards;
    private final PlainDatabase plain;
    private final ShardedDatabase cluster;

    private Fixture(Dialect dialect, World world, int shards, PlainDatabase plain, ShardedDatabase cluster) {
        this.dialect = dialect;
        this.world = world;
        this.shards = shards;
        this.plain = plain;
        this.cluster = cluster;
    }

    static Fixture create(DatabaseServers servers, World world, int shards) throws SQLException {
        PlainDatabase plain = servers.plain();
        ShardedDatabase cluster = servers.cluster(shards, world.layout().keyspaces(shards));
        Fixture fixture = new Fixture(servers.dialect(), world, shards, plain, cluster);
        try (Pair pair = fixture.pair("best-effort")) {
            run(pair.ours(), world.schema(servers.dialect()));
        }
        try (Connection connection = plain.connect()) {
            run(connection, world.schema(servers.dialect()));
        }
        fixture.fill();
        return fixture;
    }

    Pair pair(String mode) throws SQLException {
        return Pair.open(cluster, plain, mode);
    }

    private void fill() throws SQLException {
        try (Pair pair = pair("best-effort");
                Connection connection = plain.connect()) {
            run(pair.ours(), world.data(dialect));
            run(connection, world.data(dialect));
        }
    }

    /** Gives all tables the rows of the world again. */
    void refill() throws SQLException {
        try (Connection connection = plain.connect()) {
            run(connection, deletes(world.tables()));
        }
        for (int shard = 0; shard < shards; shard++) {
            empty("s" + shard, false);
        }
        empty("flat", true);
        fill();
    }

    private void empty(String node, boolean unsharded) throws SQLException {
        List<TableLayout> tables = world.tables().stream()
                .filter(table -> (table.place() == TableLayout.Place.UNSHARDED) == unsharded)
                .toList();
        if (!tables.isEmpty()) {
            try (Connection connection = cluster.node(node)) {
                run(connection, deletes(tables));
            }
        }
    }

    /** Children are listed after the tables they refer to, so they go first. */
    private static List<String> deletes(List<TableLayout> tables) {
        List<String> statements = new ArrayList<>();
        tables.forEach(table -> statements.add("DELETE FROM " + table.name()));
        Collections.reverse(statements);
        return statements;
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException failed) {
                    throw new SQLException(failed.getMessage() + " in: " + sql, failed.getSQLState(), failed);
                }
            }
        }
    }

    /** Where the shards' rows are not those of the plain database, each once and beside those of its key. */
    List<String> differences(boolean clock) throws SQLException {
        try (Connection connection = plain.connect()) {
            return new StoredRows(world.tables(), shards, cluster, clock).differences(connection);
        }
    }
}
