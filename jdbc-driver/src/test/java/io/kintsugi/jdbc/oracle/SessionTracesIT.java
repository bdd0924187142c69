package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one session sets is not seen by the next one, and cannot make floats alike that are not. */
class SessionTracesIT {
    private static final int ROWS = 8;

    private static final String TABLES = """
            main:
              shards: {a: {nodes: [s0]}, b: {nodes: [s1]}}
              tables: {measures: {key: id}}
            flat: {shards: {f0: {nodes: [flat]}}, tables: {}}
            """;

    @Test
    void aSettingOfOnesOwn_isUnknownToTheNextSession() throws SQLException {
        OracleCluster cluster = OracleCluster.create(2, TABLES);
        String seen = "SELECT current_setting('app.x', true)";
        try (Connection first = cluster.connect()) {
            OracleCluster.run(
                    first, List.of("CREATE TABLE measures (id bigint PRIMARY KEY, f float8)", "SET app.x = '1'"));
            insert(first);
            assertThat(distinct(first, seen + " FROM measures")).containsExactly("1");
        }
        try (Connection next = cluster.connect()) {
            assertThat(distinct(next, seen + " FROM measures")).containsOnlyNulls();
        }
    }

    @Test
    void floatDigits_thatCut_areRefused() throws SQLException {
        OracleCluster cluster = OracleCluster.create(2, TABLES);
        try (Connection ours = cluster.connect()) {
            OracleCluster.run(ours, List.of("CREATE TABLE measures (id bigint PRIMARY KEY, f float8)"));
            insert(ours);
            for (String set : List.of(
                    "SET extra_float_digits = -14",
                    "SET extra_float_digits TO '0'",
                    "SET LOCAL extra_float_digits = 0",
                    "SELECT set_config('extra_float_digits', '0', false)")) {
                assertThatThrownBy(() -> OracleCluster.run(ours, List.of(set)))
                        .as(set)
                        .hasMessageContaining("below 1");
            }
            OracleCluster.run(ours, List.of("SET extra_float_digits = 1"));
            assertThat(distinct(ours, "SELECT DISTINCT f FROM measures")).hasSize(ROWS);
            OracleCluster.run(ours, List.of("RESET extra_float_digits"));
        }
    }

    /** Floats that are alike in their first ten digits. */
    private static void insert(Connection connection) throws SQLException {
        for (int id = 0; id < ROWS; id++) {
            OracleCluster.run(
                    connection, List.of("INSERT INTO measures VALUES (" + id + ", 0.10000000000" + id + "1)"));
        }
    }

    private static List<String> distinct(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found.stream().distinct().toList();
    }
}
