package io.kintsugi.jdbc.oracle;

import static java.util.Objects.requireNonNull;

import io.kintsugi.jdbc.oracle.Setters.Setter;
import io.kintsugi.topology.ShardMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Tables with keys of every type, on four shards and in one plain database, and what setters do to them. */
final class SetterMatrix {
    private static final int SHARDS = 4;
    private static final String REFUSAL = "KZ";

    /**
     * @param column its definition
     * @param canonical what is hashed, in SQL, of a column named id
     */
    private record Key(String column, String canonical) {}

    private static final List<Key> POSTGRESQL = List.of(
            new Key("smallint", "convert_to(id::text, 'UTF8')"),
            new Key("bigint", "convert_to(id::text, 'UTF8')"),
            new Key("numeric", "convert_to(trim_scale(id)::text, 'UTF8')"),
            new Key("numeric(10,2)", "convert_to(trim_scale(id)::text, 'UTF8')"),
            new Key("text", "convert_to(id, 'UTF8')"),
            new Key("varchar(40)", "convert_to(id, 'UTF8')"),
            new Key("uuid", "convert_to(id::text, 'UTF8')"),
            new Key("date", "convert_to(to_char(id, 'YYYY-MM-DD'), 'UTF8')"),
            new Key("timestamp", "convert_to((extract(epoch from id) * 1000000)::bigint::text, 'UTF8')"),
            new Key("timestamptz", "convert_to((extract(epoch from id) * 1000000)::bigint::text, 'UTF8')"),
            new Key("bytea", "id"));

    private static final List<Key> MYSQL = List.of(
            new Key("int", "CAST(id AS CHAR)"),
            new Key("bigint", "CAST(id AS CHAR)"),
            new Key("bigint unsigned", "CAST(id AS CHAR)"),
            new Key("decimal(20,4)", "IF(LOCATE('.', id) > 0, TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM id)), id)"),
            new Key("varchar(60) COLLATE utf8mb4_0900_ai_ci", "WEIGHT_STRING(id)"),
            new Key("varchar(60) COLLATE utf8mb4_bin", "CONVERT(RTRIM(id) USING utf8mb4)"),
            new Key("char(40) COLLATE utf8mb4_0900_bin", "CONVERT(id USING utf8mb4)"),
            new Key("date", "DATE_FORMAT(id, '%Y-%m-%d')"),
            new Key("datetime(6)", "CAST(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', id) AS CHAR)"),
            new Key("varbinary(60)", "id"),
            new Key("binary(4)", "id"));

    private final SharedServer server;
    private final List<Key> keys;
    private final String token;
    private final List<String> faults = new ArrayList<>();
    private int inserted;
    private int refused;
    private int failed;

    private SetterMatrix(SharedServer server, List<Key> keys, String token) {
        this.server = server;
        this.keys = keys;
        this.token = token;
    }

    static SetterMatrix postgreSql() {
        return new SetterMatrix(
                new PostgresDatabases(),
                POSTGRESQL,
                "('x' || encode(substr(sha256(%s), 1, 8), 'hex'))::bit(64)::bigint");
    }

    static SetterMatrix mySql() {
        return new SetterMatrix(new MySqlDatabases(), MYSQL, "CAST(CONV(LEFT(SHA2(%s, 256), 16), 16, -10) AS SIGNED)");
    }

    String tally() {
        return inserted + " inserted, " + refused + " refused, " + failed + " failed as on one database";
    }

    List<String> faults(List<Setter> all) throws SQLException {
        OracleCluster cluster = OracleCluster.create(server, SHARDS, keyspaces());
        try (Connection ours = cluster.connect();
                Connection plain = server.connectPlainly(server.newDatabase())) {
            OracleCluster.run(ours, List.of("SET kintsugi.transaction_mode = 'best-effort'"));
            List<Setter> setters =
                    all.stream().filter(setter -> isImplemented(setter, plain)).toList();
            for (int number = 0; number < keys.size(); number++) {
                String definition =
                        "CREATE TABLE k" + number + " (id " + keys.get(number).column() + " NOT NULL, v integer)";
                OracleCluster.run(plain, List.of(definition));
                OracleCluster.run(ours, List.of(definition));
                insert(number, setters, ours, plain);
                checkPlaces(number, setters, cluster);
                find(number, setters, ours, plain);
            }
        }
        return faults;
    }

    /** Some setters are ours alone: the native driver of PostgreSQL does not have them. */
    private static boolean isImplemented(Setter setter, Connection plain) {
        try (PreparedStatement statement = plain.prepareStatement("SELECT ?")) {
            setter.call().on(statement);
            return true;
        } catch (SQLFeatureNotSupportedException missing) {
            return false;
        } catch (SQLException | RuntimeException refused) {
            // It knows the setter and not the value; whether ours says so too is what is asked later.
            return true;
        }
    }

    private String keyspaces() {
        StringBuilder yaml = new StringBuilder("main:\n  shards:\n");
        for (int shard = 0; shard < SHARDS; shard++) {
            yaml.append("    s" + shard + ": {nodes: [s" + shard + "]}\n");
        }
        yaml.append("  tables:\n");
        for (int number = 0; number < keys.size(); number++) {
            yaml.append("    k" + number + ": {key: id}\n");
        }
        return yaml.append("flat: {shards: {f0: {nodes: [flat]}}, tables: {}}\n")
                .toString();
    }

    /** Each setter inserts a row with its own number. */
    private void insert(int number, List<Setter> setters, Connection ours, Connection plain) throws SQLException {
        for (int row = 0; row < setters.size(); row++) {
            String sql = "INSERT INTO k" + number + " (id, v) VALUES (?, " + row + ")";
            both(number, sql, setters.get(row), ours, plain, 0);
        }
    }

    private void find(int number, List<Setter> setters, Connection ours, Connection plain) throws SQLException {
        for (Setter setter : setters) {
            both(number, "SELECT v FROM k" + number + " WHERE id = ?", setter, ours, plain, 0);
            both(number, "SELECT v FROM k" + number + " WHERE id = ?", setter, ours, plain, 2);
            both(number, "UPDATE k" + number + " SET v = v WHERE id = ?", setter, ours, plain, 0);
        }
    }

    /** What ours refuses is not asked of the plain database. */
    private void both(int number, String sql, Setter setter, Connection ours, Connection plain, int fetchSize)
            throws SQLException {
        String found = answer(ours, sql, setter, fetchSize);
        if (found.startsWith(REFUSAL)) {
            refused++;
            return;
        }
        String expected = answer(plain, sql, setter, fetchSize);
        failed += found.startsWith("failed") ? 1 : 0;
        inserted += sql.startsWith("INSERT") && !found.startsWith("failed") ? 1 : 0;
        if (!found.equals(expected)) {
            faults.add(
                    keys.get(number).column() + ": " + setter + ": " + sql + ": " + found + " instead of " + expected);
        }
    }

    private static String answer(Connection connection, String sql, Setter setter, int fetchSize) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(fetchSize);
            setter.call().on(statement);
            return statement.execute() ? rows(statement) : "changed " + statement.getUpdateCount();
        } catch (SQLException failed) {
            return String.valueOf(failed.getSQLState()).startsWith(REFUSAL) ? failed.getSQLState() : "failed";
        } catch (RuntimeException failed) {
            // The native drivers fail so at some texts that are no numbers.
            return "failed";
        }
    }

    private static String rows(PreparedStatement statement) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
        }
        numbers.sort(null);
        return numbers.toString();
    }

    /** Each row lies on the shard that the server's own value of its key hashes to. */
    private void checkPlaces(int number, List<Setter> setters, OracleCluster cluster) throws SQLException {
        Key key = keys.get(number);
        ShardMap map = requireNonNull(cluster.topology().keyspaces().get("main"), "main")
                .shardMap();
        String sql = "SELECT v, " + String.format(token, key.canonical()) + ", id FROM k" + number;
        for (int shard = 0; shard < SHARDS; shard++) {
            try (Connection node = cluster.node("s" + shard);
                    Statement statement = node.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    int owner = map.shardOf(rows.getLong(2));
                    if (owner != shard) {
                        faults.add(key.column() + ": " + setters.get(rows.getInt(1)) + " stored '" + rows.getString(3)
                                + "' on s" + shard + ", not on s" + owner);
                    }
                }
            }
        }
    }
}
