package io.kintsugi.cli.existing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.testkit.engine.MySqlTest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reported of an existing MySQL schema, held against what Kintsugi takes on two shards. */
@MySqlTest
@Tag("proof")
final class MySqlDefinitionsIT {
    private static final String BY_USER = """
            cluster: shop
            dialect: mysql
            nodes:
              k-a: {url: ""}
              s0-a: {url: ""}
              s1-a: {url: ""}
              r0-a: {url: ""}
            catalog: {nodes: [k-a]}
            keyspaces:
              sharded:
                shards:
                  s0: {nodes: [s0-a]}
                  s1: {nodes: [s1-a]}
                tables:
                  Users: {key: id}
                  orders: {key: user_id, generate: {id: tsid}}
                  order: {key: user_id}
                  visits: {key: user_id}
                  audit: {key: user_id}
                  prefs: {key: user_id}
                  counted: {key: n, generate: {n: sequence}}
                  rooms: {key: user_id}
                  tags: {key: name}
                  country: {reference: true}
                  currency: {reference: true}
              rest:
                shards: {r0: {nodes: [r0-a]}}
                tables:
                  "o`dd ta%ble": {}
                  memo: {}
            """;

    private final SharedMySql.Database database = SharedMySql.get().newDatabase();

    @TempDir
    private Path folder = Path.of("");

    private SchemaOracle oracle() {
        return new SchemaOracle(new MySqlNodes(), database.jdbcUrl(), folder);
    }

    @BeforeEach
    void define() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (List<String> part : List.of(MySqlShop.TABLES, MySqlShop.PROGRAMS, MySqlShop.FAULTS)) {
                for (String text : part) {
                    statement.execute(text);
                }
            }
        }
    }

    @Test
    void ofTheProposedLayout_isRefusedWhatIsReported() throws SQLException, IOException {
        SchemaOracle oracle = oracle();
        oracle.requireAgreement(oracle.proposedCluster(), "mysql", Set.of());
    }

    @Test
    void ofALayoutByUser_isRefusedWhatIsReported() throws SQLException, IOException {
        SchemaOracle oracle = oracle();
        oracle.requireAgreement(oracle.cluster(BY_USER), "mysql", Set.of());
    }

    /** A table as a whole: taken unless something of it was reported. */
    @Test
    void wholeTables_areTaken_unlessAPartIsReported() throws SQLException, IOException {
        SchemaOracle oracle = oracle();
        Path cluster = oracle.cluster(BY_USER);
        Set<String> reported = oracle.reported(cluster);
        Set<String> faulty = new HashSet<>();
        for (Definition definition : oracle.definitions()) {
            boolean part = definition.sql().startsWith("CREATE TABLE")
                    || definition.sql().startsWith("ALTER TABLE");
            if (part && reported.contains(definition.subject())) {
                faulty.add(definition.table());
            }
        }
        Map<String, String> tables = shownTables();
        Map<String, String> missing = created(oracle, cluster, tables);
        // What refers to a table that was refused has nothing to refer to.
        assertThat(missing.remove("orders")).contains("referenced table 'Users'");
        assertThat(missing.keySet()).as("%s", missing).isEqualTo(faulty);
    }

    private Map<String, String> shownTables() throws SQLException {
        Map<String, String> tables = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement names = connection.createStatement();
                Statement texts = connection.createStatement();
                ResultSet found = names.executeQuery("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'")) {
            while (found.next()) {
                String name = found.getString(1);
                try (ResultSet text = texts.executeQuery("SHOW CREATE TABLE `" + name.replace("`", "``") + "`")) {
                    text.next();
                    tables.put(name, text.getString(2));
                }
            }
        }
        return tables;
    }

    /** Creates the tables, each after those it refers to; answers with those that Kintsugi refused, and why. */
    private static Map<String, String> created(SchemaOracle oracle, Path cluster, Map<String, String> tables)
            throws SQLException {
        Map<String, String> left = new LinkedHashMap<>(tables);
        Map<String, String> reasons = new LinkedHashMap<>();
        try (Connection connection = oracle.connect(cluster, "mysql");
                Statement statement = connection.createStatement()) {
            int before = left.size() + 1;
            while (left.size() < before) {
                before = left.size();
                left.entrySet().removeIf(table -> create(statement, table.getKey(), table.getValue(), reasons));
            }
        }
        return reasons;
    }

    private static boolean create(Statement statement, String table, String text, Map<String, String> reasons) {
        try {
            statement.execute(text);
            reasons.remove(table);
            return true;
        } catch (SQLException failed) {
            reasons.put(table, String.valueOf(failed.getMessage()));
            return SchemaOracle.isOwn(failed);
        }
    }
}
