package io.kintsugi.examples.tpcc.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.examples.tpcc.TestData;
import io.kintsugi.examples.tpcc.TestServer;
import io.kintsugi.examples.tpcc.jdbc.Database;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each condition must see the damage it is there for, and no condition any other: the sets are exact. */
final class CheckerIT {

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

    @BeforeEach
    void load() throws Exception {
        TestData.load(database, 5, 2);
    }

    @Test
    void check_ofLoadedData_findsNothing() throws SQLException {
        assertThat(results())
                .hasSize(12)
                .allSatisfy(result -> assertThat(result.examples()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 8    | UPDATE warehouse SET w_ytd = w_ytd + 0.01 WHERE w_id = 2
            1 9    | UPDATE district SET d_ytd = d_ytd + 0.01 WHERE d_w_id = 1 AND d_id = 10
            2      | UPDATE district SET d_next_o_id = d_next_o_id + 1 WHERE d_w_id = 2 AND d_id = 3
            2 5 11 | DELETE FROM new_order WHERE no_w_id = 2 AND no_d_id = 3 AND no_o_id = 30
            3 5 11 | DELETE FROM new_order WHERE no_w_id = 1 AND no_d_id = 7 AND no_o_id = 25
            4 6    | DELETE FROM order_line WHERE ol_w_id = 1 AND ol_d_id = 1 AND ol_o_id = 30 AND ol_number = 1
            5 7    | UPDATE orders SET o_carrier_id = NULL WHERE o_w_id = 2 AND o_d_id = 10 AND o_id = 1
            5 7    | UPDATE orders SET o_carrier_id = 4 WHERE o_w_id = 2 AND o_d_id = 10 AND o_id = 22
            6      | UPDATE order_line SET ol_o_id = 2, ol_number = 99 WHERE ol_w_id = 1 AND ol_d_id = 2 AND ol_o_id = 1 AND ol_number = 1
            7      | UPDATE order_line SET ol_delivery_d = NULL WHERE ol_w_id = 2 AND ol_d_id = 5 AND ol_o_id = 1 AND ol_number = 5
            7 10 12 | UPDATE order_line SET ol_delivery_d = CURRENT_TIMESTAMP WHERE ol_w_id = 2 AND ol_d_id = 5 AND ol_o_id = 30 AND ol_number = 5
            8 9 10 | UPDATE history SET h_amount = h_amount + 0.01 WHERE h_w_id = 2 AND h_d_id = 6 AND h_c_id = 3
            9      | UPDATE history SET h_d_id = 7 WHERE h_w_id = 1 AND h_d_id = 6 AND h_c_id = 3
            10     | UPDATE history SET h_c_w_id = 2 WHERE h_w_id = 1 AND h_d_id = 6 AND h_c_id = 3
            11     | UPDATE customer SET c_delivery_cnt = 1 WHERE c_w_id = 1 AND c_d_id = 1 AND c_id = 30
            12     | UPDATE customer SET c_ytd_payment = 10.01 WHERE c_w_id = 2 AND c_d_id = 9 AND c_id = 30
            10 12  | UPDATE customer SET c_balance = -10.01 WHERE c_w_id = 2 AND c_d_id = 9 AND c_id = 30
            """)
    void check_ofDamagedData_findsExactlyTheConditionsItViolates(String violated, String damage) throws SQLException {
        assertThat(server.update(damage)).as("rows damaged").isEqualTo(1);
        List<Integer> expected =
                Arrays.stream(violated.split(" ")).map(Integer::valueOf).toList();
        assertThat(results().stream().filter(result -> !result.holds()).map(CheckResult::number))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void examples_nameTheRowAndBothValues() throws SQLException {
        server.update("UPDATE district SET d_next_o_id = 40 WHERE d_w_id = 2 AND d_id = 3");
        CheckResult second = results().get(1);
        assertThat(second.violations()).isEqualTo(2);
        assertThat(second.examples()).containsExactly("w_id=2, d_id=3: 39 is not 30", "w_id=2, d_id=3: 30 is not 39");
    }

    @Test
    void examples_areFewHoweverManyViolationsThereAre() throws SQLException {
        server.update("UPDATE customer SET c_ytd_payment = 0");
        CheckResult last = results().get(11);
        assertThat(last.violations()).isEqualTo(600);
        assertThat(last.examples()).hasSize(5);
    }

    private static List<CheckResult> results() throws SQLException {
        return new Checker(database, TestData.POPULATION.warehouses(), line -> {}).check();
    }
}
