package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.oracle.DatabaseServers;
import io.kintsugi.testkit.oracle.Layout;
import io.kintsugi.testkit.oracle.PlainDatabase;
import io.kintsugi.testkit.oracle.ShardedDatabase;
import io.kintsugi.testkit.oracle.TableLayout;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Tables of several types of keys on one database and on eight shards, and values that a driver converts. */
final class ConvertedKeys {
    private static final int SHARDS = 8;

    private final PlainDatabase plain;
    private final ShardedDatabase cluster;

    /** Sets the one parameter. */
    interface Setter {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** @param stored the value that one database stores, as a literal */
    record Conversion(String name, String table, String stored, Setter setter) {}

    private ConvertedKeys(PlainDatabase plain, ShardedDatabase cluster) {
        this.plain = plain;
        this.cluster = cluster;
    }

    /** @param text the type of a text key */
    static ConvertedKeys create(DatabaseServers servers, String text) throws SQLException {
        ConvertedKeys keys = new ConvertedKeys(servers.plain(), servers.cluster(SHARDS, keyspaces()));
        for (Connection connection : List.of(keys.plain.connect(), keys.cluster.connect())) {
            try (connection;
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE labels (k " + text + " PRIMARY KEY)");
                statement.execute("CREATE TABLE numbers (k decimal(20,4) PRIMARY KEY)");
                statement.execute("CREATE TABLE users (k bigint PRIMARY KEY)");
            }
        }
        return keys;
    }

    private static String keyspaces() {
        List<TableLayout> tables = Stream.of("labels", "numbers", "users")
                .map(name -> TableLayout.of(name, "key k"))
                .toList();
        return new Layout(tables, List.of()).keyspaces(SHARDS);
    }

    void insertAndFind(Conversion conversion) throws SQLException {
        try (Connection ours = cluster.connect();
                Connection theirs = plain.connect()) {
            List<String> expected = outcomes(theirs, conversion);
            List<String> actual = outcomes(ours, conversion);
            for (int step = 0; step < expected.size(); step++) {
                boolean refused = actual.get(step).startsWith("KZ");
                assertThat(refused ? expected.get(step) : actual.get(step))
                        .as("step " + step)
                        .isEqualTo(expected.get(step));
            }
        }
    }

    /** What the INSERT says; what is found by the literal, by the parameter; whether the row can be inserted twice. */
    private static List<String> outcomes(Connection connection, Conversion conversion) {
        String insert = "INSERT INTO " + conversion.table() + " VALUES (";
        String select = "SELECT k FROM " + conversion.table() + " WHERE k = ";
        String inserted = run(connection, insert + "?)", conversion.setter());
        if (inserted.startsWith("KZ")) {
            run(connection, insert + conversion.stored() + ")", s -> {});
        }
        return List.of(
                inserted,
                run(connection, select + conversion.stored(), s -> {}),
                run(connection, select + "?", conversion.setter()),
                run(connection, insert + conversion.stored() + ")", s -> {}));
    }

    private static String run(Connection connection, String sql, Setter setter) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setter.set(statement);
            return statement.execute() ? rows(statement) : "count " + statement.getUpdateCount();
        } catch (SQLException failed) {
            return String.valueOf(failed.getSQLState());
        }
    }

    private static String rows(Statement statement) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.getResultSet()) {
            while (result.next()) {
                rows.add(String.valueOf(result.getString(1)));
            }
        }
        Collections.sort(rows);
        return rows.toString();
    }
}
