package io.kintsugi.examples.tpcc.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.examples.tpcc.TestData;
import io.kintsugi.examples.tpcc.TestServer;
import io.kintsugi.examples.tpcc.jdbc.Database;
import io.kintsugi.examples.tpcc.jdbc.PopulationReader;
import io.kintsugi.examples.tpcc.jdbc.Schema;
import io.kintsugi.examples.tpcc.jdbc.Session;
import io.kintsugi.examples.tpcc.model.Population;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LoaderIT {

    private static TestServer server;
    private static Database database;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
        database = server.database();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void load_fillsEveryTableByTheSpecifiedCardinalities() throws Exception {
        Population population = new Population(2, 1100, 1000);
        TestData.load(database, population, 1, 2);
        assertThat(new PopulationReader(database).read()).isEqualTo(population);
        assertThat(number("SELECT COUNT(*) FROM item")).isEqualTo(1000);
        assertThat(number("SELECT COUNT(*) FROM warehouse")).isEqualTo(2);
        assertThat(number("SELECT COUNT(*) FROM district")).isEqualTo(20);
        assertThat(number("SELECT COUNT(*) FROM stock")).isEqualTo(2000);
        assertThat(number("SELECT COUNT(*) FROM customer")).isEqualTo(22_000);
        assertThat(number("SELECT COUNT(*) FROM history")).isEqualTo(22_000);
        assertThat(number("SELECT COUNT(*) FROM orders")).isEqualTo(22_000);
        assertThat(number("SELECT COUNT(*) FROM new_order")).isEqualTo(6600);
        assertThat(number("SELECT MIN(no_o_id) FROM new_order")).isEqualTo(771);
        assertThat(number("SELECT COUNT(*) FROM order_line")).isBetween(5 * 22_000L, 15 * 22_000L);
        checkDistributions();
    }

    private static void checkDistributions() throws SQLException {
        assertThat(number("SELECT COUNT(*) FROM item WHERE i_data LIKE '%ORIGINAL%'"))
                .isEqualTo(100);
        assertThat(number("SELECT COUNT(*) FROM stock WHERE s_w_id = 2 AND s_data LIKE '%ORIGINAL%'"))
                .isEqualTo(100);
        assertThat(number("SELECT COUNT(*) FROM customer WHERE c_credit = 'BC' AND c_w_id = 1 AND c_d_id = 4"))
                .isEqualTo(110);
        assertThat(number("SELECT COUNT(DISTINCT c_last) FROM customer WHERE c_w_id = 1 AND c_d_id = 10"))
                .isEqualTo(1000);
        assertThat(number("SELECT COUNT(*) FROM (SELECT o_w_id, o_d_id, o_c_id FROM orders GROUP BY 1, 2, 3) x"))
                .isEqualTo(22_000);
        assertThat(number("SELECT COUNT(*) FROM orders WHERE o_id = o_c_id")).isLessThan(100);
        assertThat(number("SELECT COUNT(*) FROM orders WHERE o_carrier_id IS NULL AND o_id <= 770"))
                .isZero();
        assertThat(number("SELECT COUNT(*) FROM order_line WHERE (ol_amount = 0) <> (ol_o_id <= 770)"))
                .isZero();
        assertThat(number("SELECT COUNT(*) FROM district WHERE d_next_o_id <> 1101 OR d_ytd <> 11000"))
                .isZero();
        assertThat(number("SELECT COUNT(*) FROM stock WHERE s_quantity NOT BETWEEN 10 AND 100"))
                .isZero();
    }

    @Test
    void load_givesTheSameRowsForTheSameSeed_whateverTheThreads() throws Exception {
        TestData.load(database, 42, 1);
        Map<String, String> first = digests();
        TestData.load(database, 42, 4);
        Map<String, String> second = digests();
        assertThat(second).hasSize(9).isEqualTo(first);
    }

    @Test
    void load_givesOtherRowsForAnotherSeed() throws Exception {
        TestData.load(database, 42, 2);
        Map<String, String> first = digests();
        TestData.load(database, 43, 2);
        Map<String, String> second = digests();
        second.keySet().removeAll(List.of("new_order"));
        assertThat(second).allSatisfy((table, digest) -> assertThat(digest).isNotEqualTo(first.get(table)));
    }

    @Test
    void load_intoFullTables_failsAndSaysWhy() throws Exception {
        TestData.load(database, 1, 2);
        LoadPlan plan = new LoadPlan(TestData.POPULATION, 1, LocalDateTime.of(2026, 1, 1, 0, 0), 2);
        assertThatThrownBy(() -> new Loader(database, plan, line -> {}).load())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("item");
    }

    @Test
    void population_ofEmptyTables_isRefusedWithTheWayOut() throws Exception {
        new Schema(database).drop();
        new Schema(database).create();
        assertThatThrownBy(() -> new PopulationReader(database).read()).hasMessageContaining("load the data first");
    }

    private static Map<String, String> digests() throws Exception {
        Map<String, String> digests = new TreeMap<>();
        try (Session session = new Session(database.open())) {
            for (String table : Schema.TABLES) {
                List<String> rows = new ArrayList<>();
                session.each("SELECT " + table + "::text FROM " + table, row -> rows.add(row.getString(1)));
                Collections.sort(rows);
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                rows.forEach(row -> digest.update((row + "\n").getBytes(StandardCharsets.UTF_8)));
                digests.put(table, HexFormat.of().formatHex(digest.digest()));
            }
        }
        return digests;
    }

    private static long number(String sql) throws SQLException {
        try (Session session = new Session(database.open())) {
            return session.exactlyOne(sql, row -> row.getLong(1));
        }
    }
}
