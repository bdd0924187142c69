package io.kintsugi.examples.tpcc.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.examples.tpcc.TestData;
import io.kintsugi.examples.tpcc.TestServer;
import io.kintsugi.examples.tpcc.jdbc.Database;
import io.kintsugi.examples.tpcc.jdbc.Session;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each profile does to the rows what clause 2 says. */
final class TransactionsIT {

    private static final LocalDateTime MOMENT = LocalDateTime.of(2026, 5, 6, 7, 8, 9);

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
        TestData.load(database, 8, 2);
    }

    @Test
    void newOrder_takesStockAlsoFromTheOtherWarehouse_andOfAnItemNamedTwice() throws Exception {
        server.update("UPDATE stock SET s_quantity = 20 WHERE s_i_id IN (5, 6)");
        server.update("UPDATE item SET i_price = 2.50 WHERE i_id IN (5, 6)");
        NewOrder order = new NewOrder(
                1,
                4,
                9,
                MOMENT,
                List.of(new NewOrder.Line(5, 1, 4), new NewOrder.Line(5, 1, 7), new NewOrder.Line(6, 2, 10)));
        assertThat(order.crossesWarehouses()).isTrue();
        assertThat(perform(order).commits()).isTrue();
        assertThat(
                        text(
                                "SELECT s_quantity, s_ytd, s_order_cnt, s_remote_cnt FROM stock WHERE s_w_id = 1 AND s_i_id = 5"))
                .isEqualTo("(100,11,2,0)");
        assertThat(
                        text(
                                "SELECT s_quantity, s_ytd, s_order_cnt, s_remote_cnt FROM stock WHERE s_w_id = 2 AND s_i_id = 6"))
                .isEqualTo("(10,10,1,1)");
        assertThat(text("SELECT o_c_id, o_ol_cnt, o_all_local, o_carrier_id FROM orders "
                        + "WHERE o_w_id = 1 AND o_d_id = 4 AND o_id = 31"))
                .isEqualTo("(9,3,0,)");
        assertThat(text("SELECT SUM(ol_amount), COUNT(*), COUNT(ol_delivery_d) FROM order_line "
                        + "WHERE ol_w_id = 1 AND ol_d_id = 4 AND ol_o_id = 31"))
                .isEqualTo("(52.50,3,0)");
        assertThat(text("SELECT d_next_o_id FROM district WHERE d_w_id = 1 AND d_id = 4"))
                .isEqualTo("(32)");
        assertThat(text("SELECT COUNT(*) FROM new_order WHERE no_w_id = 1 AND no_d_id = 4 AND no_o_id = 31"))
                .isEqualTo("(1)");
        assertThat(text("SELECT ol_dist_info = s_dist_04 FROM order_line, stock WHERE ol_w_id = 1 AND ol_d_id = 4 "
                        + "AND ol_o_id = 31 AND ol_number = 3 AND s_w_id = 2 AND s_i_id = 6"))
                .isEqualTo("(t)");
    }

    @Test
    void newOrder_withAnUnusedItem_leavesNothingBehind() throws Exception {
        NewOrder order =
                new NewOrder(1, 1, 1, MOMENT, List.of(new NewOrder.Line(5, 1, 4), new NewOrder.Line(201, 1, 1)));
        assertThat(perform(order).commits()).isFalse();
        assertThat(text("SELECT d_next_o_id FROM district WHERE d_w_id = 1 AND d_id = 1"))
                .isEqualTo("(31)");
        assertThat(text("SELECT SUM(s_order_cnt), (SELECT COUNT(*) FROM orders) FROM stock"))
                .isEqualTo("(0,600)");
    }

    @Test
    void payment_byLastNameAtAnotherWarehouse_findsTheMiddleOne() throws Exception {
        server.update("UPDATE customer SET c_last = 'SAME', c_first = 'first' || lpad(c_id::text, 2, '0') "
                + "WHERE c_w_id = 2 AND c_d_id = 3 AND c_id <= 4");
        server.update("UPDATE customer SET c_credit = 'BC' WHERE c_w_id = 2");
        Payment payment =
                new Payment(1, 6, 2, 3, new CustomerChoice.ByLastName("SAME"), new BigDecimal("12.34"), MOMENT);
        assertThat(payment.crossesWarehouses()).isTrue();
        perform(payment);
        assertThat(
                        text(
                                "SELECT c_balance, c_ytd_payment, c_payment_cnt, length(c_data) <= 500, "
                                        + "c_data LIKE '2 3 2 6 1 12.34 | %' FROM customer WHERE c_w_id = 2 AND c_d_id = 3 AND c_id = 2"))
                .isEqualTo("(-22.34,22.34,2,t,t)");
        assertThat(
                        text(
                                "SELECT w_ytd, d_ytd FROM warehouse JOIN district ON d_w_id = w_id WHERE w_id = 1 AND d_id = 6"))
                .isEqualTo("(3012.34,312.34)");
        assertThat(text("SELECT h_c_id, h_c_d_id, h_c_w_id, h_d_id, h_w_id, h_data = w_name || '    ' || d_name "
                        + "FROM history JOIN warehouse ON w_id = h_w_id JOIN district ON d_w_id = w_id AND d_id = h_d_id "
                        + "WHERE h_amount = 12.34"))
                .isEqualTo("(2,3,2,6,1,t)");
    }

    @Test
    void delivery_deliversTheOldestOrderOfEveryDistrictThatHasOne() throws Exception {
        server.update("DELETE FROM new_order WHERE no_w_id = 1 AND no_d_id = 10");
        String sum = text("SELECT SUM(ol_amount) FROM order_line WHERE ol_w_id = 1 AND ol_d_id < 10 AND ol_o_id = 22");
        Outcome outcome = perform(new Delivery(1, 9, MOMENT));
        assertThat(outcome.skippedDistricts()).isEqualTo(1);
        assertThat(text("SELECT COUNT(*), MIN(no_o_id) FROM new_order WHERE no_w_id = 1"))
                .isEqualTo("(72,23)");
        assertThat(text("SELECT COUNT(*) FROM orders WHERE o_w_id = 1 AND o_id = 22 AND o_carrier_id = 9"))
                .isEqualTo("(9)");
        assertThat(text("SELECT SUM(c_balance + 10) FROM customer WHERE c_w_id = 1 AND c_delivery_cnt = 1"))
                .isEqualTo(sum);
        assertThat(text("SELECT COUNT(*) FROM order_line WHERE ol_w_id = 1 AND ol_o_id = 22 AND ol_d_id < 10 "
                        + "AND ol_delivery_d IS NULL"))
                .isEqualTo("(0)");
    }

    @Test
    void orderStatus_showsTheLastOrder() throws Exception {
        NewOrder order = new NewOrder(2, 2, 7, MOMENT, List.of(new NewOrder.Line(5, 2, 4)));
        perform(order);
        Outcome outcome = perform(new OrderStatus(2, 2, new CustomerChoice.ById(7)));
        assertThat(outcome.screen()).contains("order 31, not delivered, lines 1");
    }

    @Test
    void stockLevel_countsEachLowItemOfTheLastTwentyOrdersOnce() throws Exception {
        server.update("UPDATE stock SET s_quantity = CASE WHEN s_i_id <= 50 THEN 9 ELSE 10 END WHERE s_w_id = 2");
        String expected = text("SELECT COUNT(DISTINCT ol_i_id) FROM order_line "
                + "WHERE ol_w_id = 2 AND ol_d_id = 3 AND ol_o_id BETWEEN 11 AND 30 AND ol_i_id <= 50");
        Outcome outcome = perform(new StockLevel(2, 3, 10));
        assertThat(outcome.screen()).isEqualTo("low stock: " + expected.replaceAll("[()]", "") + " below 10");
    }

    @Test
    void unknownName_isAClearError() {
        assertThatThrownBy(() -> perform(new OrderStatus(1, 1, new CustomerChoice.ByLastName("NOBODY"))))
                .hasMessageContaining("no customer NOBODY in warehouse 1, district 1");
    }

    private static Outcome perform(BusinessTransaction transaction) throws SQLException {
        try (Session session = new Session(database.open())) {
            Outcome outcome = transaction.execute(session);
            if (outcome.commits()) {
                session.commit();
            } else {
                session.rollback();
            }
            return outcome;
        }
    }

    private static String text(String sql) throws SQLException {
        try (Session session = new Session(database.open())) {
            return session.exactlyOne("SELECT ROW(x.*)::text FROM (" + sql + ") x", row -> row.getString(1));
        }
    }
}
