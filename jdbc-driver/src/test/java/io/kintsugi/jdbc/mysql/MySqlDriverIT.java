package io.kintsugi.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an application sees of the driver on MySQL, call by call as Connector/J on one server gives it. */
@MySqlTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlDriverIT {
    private static final String UPSERT = "INSERT INTO note (id, k, n, text) VALUES (?, ?, ?, ?)"
            + " ON DUPLICATE KEY UPDATE text = CONCAT(text, VALUES(text))";

    private MySqlCluster cluster;

    @BeforeAll
    void define() throws SQLException {
        cluster = MySqlCluster.create(2, "note: {key: k, generate: {id: sequence}}");
        for (Connection connection : List.of(cluster.sharded(), cluster.plain())) {
            try (Connection own = connection) {
                run(
                        own,
                        "CREATE TABLE note (id bigint NOT NULL AUTO_INCREMENT, k bigint NOT NULL, n int, text varchar(80),"
                                + " PRIMARY KEY (k, id), UNIQUE KEY (k, n), KEY (id))");
            }
        }
    }

    private interface Calls {
        @Nullable
        Object on(Connection connection) throws SQLException;
    }

    /** Runs the calls on both and compares what they give. */
    private void same(Calls calls) throws SQLException {
        try (Connection plain = cluster.plain();
                Connection sharded = cluster.sharded()) {
            run(plain, "DELETE FROM note");
            run(sharded, "DELETE FROM note");
            assertThat(outcome(calls, sharded)).isEqualTo(outcome(calls, plain));
        }
    }

    private static String outcome(Calls calls, Connection connection) {
        try {
            return String.valueOf(calls.on(connection));
        } catch (SQLException failed) {
            return "failed " + failed.getSQLState();
        }
    }

    private static int run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static List<List<@Nullable String>> rows(ResultSet rows) throws SQLException {
        List<List<@Nullable String>> all = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                row.add(rows.getString(column));
            }
            all.add(row);
        }
        return all;
    }

    private static List<List<@Nullable String>> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows(rows);
        }
    }

    /** Entries with and without an id of their own are said otherwise to the shard; they must not overtake. */
    @Test
    void writes_askTheServerNothingBesides() throws SQLException {
        try (Connection sharded = cluster.sharded()) {
            run(sharded, "SET kintsugi.shard = 'main/s0'");
            int before = selects(sharded);
            for (int write = 0; write < 5; write++) {
                run(sharded, "UPDATE note SET text = 'x' WHERE k = 1");
                run(sharded, "DELETE FROM note WHERE k = 1");
            }
            assertThat(selects(sharded)).isEqualTo(before);
        }
    }

    private static int selects(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Com_select'")) {
            row.next();
            return row.getInt(2);
        }
    }

    @Test
    void unknownLabel_hasTheStateOfTheNativeDriver() throws SQLException {
        same(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT k, n FROM note ORDER BY k, n")) {
                return rows.findColumn("nope");
            }
        });
    }

    @Test
    void batch_keepsTheOrderOfEachShard() throws SQLException {
        same(connection -> {
            List<Object> seen = new ArrayList<>();
            try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
                @Nullable Long[] ids = {1001L, null, 1002L, 1003L, null, null, 1004L};
                for (int entry = 0; entry < ids.length; entry++) {
                    for (long key = 1; key <= 4; key++) {
                        upsert.setObject(1, ids[entry]);
                        upsert.setLong(2, key);
                        upsert.setInt(3, 1);
                        upsert.setString(4, Integer.toString(entry));
                        upsert.addBatch();
                    }
                }
                for (int count : upsert.executeBatch()) {
                    seen.add(count);
                }
            }
            seen.add(query(connection, "SELECT k, n, text FROM note ORDER BY k"));
            return seen;
        });
    }

    @Test
    void generatedKeys_ofNothing_areTheNativeDrivers() throws SQLException {
        same(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE note SET text = 'x' WHERE k = 5", Statement.RETURN_GENERATED_KEYS);
                ResultSet keys = statement.getGeneratedKeys();
                return keys.getMetaData().getColumnLabel(1) + keys.next();
            }
        });
        same(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE note SET text = 'x'", Statement.RETURN_GENERATED_KEYS);
                ResultSet keys = statement.getGeneratedKeys();
                return keys.getMetaData().getColumnLabel(1) + keys.next();
            }
        });
        same(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO note (k, n) VALUES (5, 5)");
                return statement.getGeneratedKeys().next();
            }
        });
    }

    @Test
    void generatedKeys_byPosition_areTheGeneratedOne() throws SQLException {
        same(connection -> {
            try (Statement statement = connection.createStatement();
                    PreparedStatement prepared =
                            connection.prepareStatement("INSERT INTO note (k, n) VALUES (?, 1)", new int[] {1})) {
                statement.executeUpdate("INSERT INTO note (k, n) VALUES (6, 6)", new int[] {1});
                int first = rows(statement.getGeneratedKeys()).size();
                prepared.setLong(1, 9);
                prepared.executeUpdate();
                return first + " " + rows(prepared.getGeneratedKeys()).size();
            }
        });
    }

    @Test
    void schemaAndCatalog_areTheNativeDrivers() throws SQLException {
        same(connection -> {
            connection.setSchema("anything");
            String schema = connection.getSchema();
            String catalog = connection.getCatalog();
            connection.setCatalog(catalog);
            run(connection, "INSERT INTO note (k, n, text) VALUES (1, 1, 'a'), (2, 1, 'b')");
            return schema
                    + catalog.equals(connection.getCatalog())
                    + query(connection, "SELECT k, text FROM note ORDER BY k");
        });
        try (Connection connection = cluster.sharded()) {
            assertThatThrownBy(() -> connection.setCatalog("nowhere_at_all")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void clientInfo_isKept() throws SQLException {
        same(connection -> {
            connection.setClientInfo("ApplicationName", "it's me");
            connection.setClientInfo("ClientUser", "u");
            String first = connection.getClientInfo("ApplicationName") + connection.getClientInfo("ClientUser");
            Properties properties = new Properties();
            properties.setProperty("ClientHostname", "h");
            connection.setClientInfo(properties);
            return first + connection.getClientInfo() + connection.getWarnings() + query(connection, "SELECT 1");
        });
    }

    /** Neither runs: the native driver looks at the text first. */
    @Test
    void executeQuery_ofAWrite_writesNothing() throws SQLException {
        same(connection -> {
            run(connection, "INSERT INTO note (k, n, text) VALUES (1, 1, 'a')");
            String write = "UPDATE note SET text = 'b' WHERE k = 1";
            List<Object> seen = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    PreparedStatement prepared = connection.prepareStatement(write)) {
                seen.add(outcome(ignored -> statement.executeQuery("/* why */ " + write), connection));
                seen.add(outcome(ignored -> prepared.executeQuery(), connection));
            }
            seen.add(query(connection, "SELECT text FROM note"));
            return seen;
        });
    }

    @Test
    void closeOnCompletion_isOfTheResultAlone() throws SQLException {
        same(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.closeOnCompletion();
                ResultSet first = statement.executeQuery("SELECT k FROM note");
                int changed = statement.executeUpdate("INSERT INTO note (k, n) VALUES (3, 3)");
                boolean open = !statement.isClosed() && first.isClosed();
                ResultSet last = statement.executeQuery("SELECT k FROM note");
                last.close();
                return changed + " " + open + statement.isClosed();
            }
        });
    }

    /** More connections than the pool has, none of whose listings is ever closed. */
    @Test
    void unclosedListings_leaveTheCatalogToOthers() throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int count = 0; count < 4; count++) {
                Connection connection = cluster.sharded("&poolSizePerNode=2&poolWaitMillis=500");
                all.add(connection);
                ResultSet tables = connection.getMetaData().getTables(connection.getCatalog(), null, "note", null);
                assertThat(tables.next()).isTrue();
                assertThat(tables.getString("TABLE_NAME")).isEqualTo("note");
                ResultSet columns = connection.getMetaData().getColumns(connection.getCatalog(), null, "note", "%");
                assertThat(columns.next()).isTrue();
                assertThat(columns.getInt("ORDINAL_POSITION")).isEqualTo(1);
                assertThat(columns.getObject("COLUMN_SIZE")).isEqualTo(19);
                assertThat(columns.getLong("CHAR_OCTET_LENGTH")).isZero();
                assertThat(columns.wasNull()).isTrue();
                assertThat(rows(columns)).hasSize(3);
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    @Test
    void resetOfTheShard_goesBackToTheUrls() throws SQLException {
        try (Connection connection = cluster.sharded("&shard=s1")) {
            List<List<@Nullable String>> first = query(connection, "SELECT DATABASE()");
            run(connection, "SET kintsugi.shard = 's0'");
            assertThat(query(connection, "SELECT DATABASE()")).isNotEqualTo(first);
            run(connection, "SET kintsugi.shard = DEFAULT");
            assertThat(query(connection, "SELECT DATABASE()")).isEqualTo(first);
            connection.setShardingKey(null);
            assertThat(query(connection, "SELECT DATABASE()")).isEqualTo(first);
        }
    }

    /** Migration tools give back settings by parameters. */
    @Test
    void set_withParameters_keepsWhatTheSettersSend() throws SQLException {
        same(connection -> {
            try (PreparedStatement set = connection.prepareStatement(
                    "SET foreign_key_checks = ?, @text = ?, sql_safe_updates = ?, @bytes = ?, @none = ?")) {
                set.setInt(1, 0);
                set.setString(2, "it's a \\ ? or 'two'");
                set.setBoolean(3, true);
                set.setBytes(4, new byte[] {0, 39, 92, -1});
                set.setNull(5, java.sql.Types.VARCHAR);
                set.execute();
            }
            run(connection, "SET @all = CONCAT_WS('|', @text, HEX(@bytes), @none), time_zone = '+03:00'");
            run(
                    connection,
                    "SET lc_time_names = IF(@all = CONCAT('it''s a ', CHAR(92 USING utf8mb4),"
                            + " ' ? or ''two''|00275CFF'), 'de_CH', 'it_IT')");
            List<List<@Nullable String>> kept =
                    query(connection, "SELECT @@foreign_key_checks, @@sql_safe_updates, @@time_zone, @@lc_time_names");
            assertThat(kept).containsExactly(List.of("0", "1", "+03:00", "de_CH"));
            return kept;
        });
    }

    /** A dump does so around each table. */
    @Test
    void characterSetOfTheClient_canBeSetToWhatItIs() throws SQLException {
        same(connection -> {
            run(connection, "SET @saved = @@character_set_client");
            run(connection, "SET character_set_client = utf8mb4, character_set_connection = 'utf8mb4'");
            run(connection, "SET character_set_client = @saved");
            List<List<@Nullable String>> kept =
                    query(connection, "SELECT @@character_set_client, @@collation_connection");
            assertThat(kept).containsExactly(List.of("utf8mb4", "utf8mb4_0900_ai_ci"));
            return kept;
        });
        try (Connection connection = cluster.sharded()) {
            assertThatThrownBy(() -> run(connection, "SET character_set_client = latin1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("utf8mb4 and cannot be changed");
        }
    }

    @Test
    void ownSettings_areShown() throws SQLException {
        try (Connection connection = cluster.sharded()) {
            assertThat(query(connection, "SHOW kintsugi.shards"))
                    .containsExactlyInAnyOrder(List.of("catalog"), List.of("main/s0"), List.of("main/s1"));
            assertThat(query(connection, "SHOW kintsugi.transaction_mode")).containsExactly(List.of("best-effort"));
            run(connection, "SET kintsugi.shard = 's1'");
            assertThat(query(connection, "SHOW kintsugi.shard")).containsExactly(List.of("main/s1"));
        }
    }
}
