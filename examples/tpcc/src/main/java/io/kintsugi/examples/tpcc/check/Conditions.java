package io.kintsugi.examples.tpcc.check;

import static io.kintsugi.examples.tpcc.check.Term.minus;
import static io.kintsugi.examples.tpcc.check.Term.plus;

import io.kintsugi.examples.tpcc.check.Probe.AbsentLeft;
import io.kintsugi.examples.tpcc.check.Probe.Equality;
import io.kintsugi.examples.tpcc.check.Probe.NoRow;
import java.util.List;

/**
 * The twelve conditions of clauses 3.3.2.1 to 3.3.2.12. Each statement names its warehouse for every table it reads,
 * and joins tables of the same warehouse only.
 */
final class Conditions {

    private static final List<String> WAREHOUSE = List.of("w_id");
    private static final List<String> DISTRICT = List.of("w_id", "d_id");
    private static final List<String> ORDER = List.of("w_id", "d_id", "o_id");
    private static final List<String> CUSTOMER = List.of("w_id", "d_id", "c_id");

    private static final String DELIVERED_AMOUNTS = "SELECT o_w_id, o_d_id, o_c_id, SUM(ol_amount) FROM orders "
            + "JOIN order_line ON ol_w_id = o_w_id AND ol_d_id = o_d_id AND ol_o_id = o_id "
            + "WHERE o_w_id = ? AND ol_w_id = ? AND ol_delivery_d IS NOT NULL GROUP BY o_w_id, o_d_id, o_c_id";
    private static final String LINES_BESIDE_ORDERS = "SELECT ol_w_id, ol_d_id, ol_o_id, ol_number, o_carrier_id, "
            + "ol_delivery_d FROM order_line "
            + "JOIN orders ON o_w_id = ol_w_id AND o_d_id = ol_d_id AND o_id = ol_o_id "
            + "WHERE ol_w_id = ? AND ol_d_id = ? AND o_w_id = ? AND o_d_id = ?";
    private static final List<String> LINE_COLUMNS =
            List.of("w_id", "d_id", "o_id", "ol_number", "o_carrier_id", "ol_delivery_d");

    static final List<Condition> ALL = List.of(
            new Condition(
                    1,
                    "w_ytd = sum(d_ytd)",
                    List.of(equality(
                            Scope.WAREHOUSE,
                            WAREHOUSE,
                            plus("SELECT w_id, w_ytd FROM warehouse WHERE w_id = ?"),
                            plus("SELECT d_w_id, SUM(d_ytd) FROM district WHERE d_w_id = ? GROUP BY d_w_id")))),
            new Condition(
                    2,
                    "d_next_o_id - 1 = max(o_id) = max(no_o_id)",
                    List.of(
                            equality(
                                    Scope.WAREHOUSE,
                                    DISTRICT,
                                    plus("SELECT d_w_id, d_id, d_next_o_id - 1 FROM district WHERE d_w_id = ?"),
                                    plus("SELECT o_w_id, o_d_id, MAX(o_id) FROM orders WHERE o_w_id = ? "
                                            + "GROUP BY o_w_id, o_d_id")),
                            whereLeftExists(
                                    DISTRICT,
                                    plus("SELECT no_w_id, no_d_id, MAX(no_o_id) FROM new_order WHERE no_w_id = ? "
                                            + "GROUP BY no_w_id, no_d_id"),
                                    plus("SELECT d_w_id, d_id, d_next_o_id - 1 FROM district WHERE d_w_id = ?")))),
            new Condition(
                    3,
                    "max(no_o_id) - min(no_o_id) + 1 = rows of new_order",
                    List.of(equality(
                            Scope.WAREHOUSE,
                            DISTRICT,
                            plus("SELECT no_w_id, no_d_id, MAX(no_o_id) - MIN(no_o_id) + 1 FROM new_order "
                                    + "WHERE no_w_id = ? GROUP BY no_w_id, no_d_id"),
                            plus("SELECT no_w_id, no_d_id, COUNT(*) FROM new_order WHERE no_w_id = ? "
                                    + "GROUP BY no_w_id, no_d_id")))),
            new Condition(
                    4,
                    "sum(o_ol_cnt) = rows of order_line",
                    List.of(equality(
                            Scope.WAREHOUSE,
                            DISTRICT,
                            plus("SELECT o_w_id, o_d_id, SUM(o_ol_cnt) FROM orders WHERE o_w_id = ? "
                                    + "GROUP BY o_w_id, o_d_id"),
                            plus("SELECT ol_w_id, ol_d_id, COUNT(*) FROM order_line WHERE ol_w_id = ? "
                                    + "GROUP BY ol_w_id, ol_d_id")))),
            new Condition(
                    5,
                    "an order has no carrier exactly when it is in new_order",
                    List.of(equality(
                            Scope.DISTRICT,
                            ORDER,
                            plus("SELECT o_w_id, o_d_id, o_id, 1 FROM orders "
                                    + "WHERE o_w_id = ? AND o_d_id = ? AND o_carrier_id IS NULL"),
                            plus("SELECT no_w_id, no_d_id, no_o_id, 1 FROM new_order "
                                    + "WHERE no_w_id = ? AND no_d_id = ?")))),
            new Condition(
                    6,
                    "o_ol_cnt = rows of order_line of the order",
                    List.of(equality(
                            Scope.DISTRICT,
                            ORDER,
                            plus("SELECT o_w_id, o_d_id, o_id, o_ol_cnt FROM orders WHERE o_w_id = ? AND o_d_id = ?"),
                            plus("SELECT ol_w_id, ol_d_id, ol_o_id, COUNT(*) FROM order_line "
                                    + "WHERE ol_w_id = ? AND ol_d_id = ? GROUP BY ol_w_id, ol_d_id, ol_o_id")))),
            new Condition(
                    7,
                    "a line has no delivery date exactly when its order has no carrier",
                    List.of(
                            new NoRow(
                                    LINE_COLUMNS,
                                    LINES_BESIDE_ORDERS + " AND ol_delivery_d IS NULL AND o_carrier_id IS NOT NULL"),
                            new NoRow(
                                    LINE_COLUMNS,
                                    LINES_BESIDE_ORDERS + " AND ol_delivery_d IS NOT NULL AND o_carrier_id IS NULL"))),
            new Condition(
                    8,
                    "w_ytd = sum(h_amount)",
                    List.of(equality(
                            Scope.WAREHOUSE,
                            WAREHOUSE,
                            plus("SELECT w_id, w_ytd FROM warehouse WHERE w_id = ?"),
                            plus("SELECT h_w_id, SUM(h_amount) FROM history WHERE h_w_id = ? GROUP BY h_w_id")))),
            new Condition(
                    9,
                    "d_ytd = sum(h_amount)",
                    List.of(equality(
                            Scope.WAREHOUSE,
                            DISTRICT,
                            plus("SELECT d_w_id, d_id, d_ytd FROM district WHERE d_w_id = ?"),
                            plus("SELECT h_w_id, h_d_id, SUM(h_amount) FROM history WHERE h_w_id = ? "
                                    + "GROUP BY h_w_id, h_d_id")))),
            new Condition(
                    10,
                    "c_balance = sum(ol_amount delivered) - sum(h_amount)",
                    List.of(new Equality(
                            Scope.ALL_WAREHOUSES,
                            CUSTOMER,
                            List.of(plus("SELECT c_w_id, c_d_id, c_id, c_balance FROM customer WHERE c_w_id = ?")),
                            List.of(
                                    plus(DELIVERED_AMOUNTS),
                                    minus("SELECT h_c_w_id, h_c_d_id, h_c_id, SUM(h_amount) FROM history "
                                            + "WHERE h_w_id = ? GROUP BY h_c_w_id, h_c_d_id, h_c_id")),
                            AbsentLeft.IS_ZERO))),
            new Condition(
                    11,
                    "rows of orders - rows of new_order = orders delivered at load (2100) + sum(c_delivery_cnt)",
                    List.of(new Equality(
                            Scope.WAREHOUSE,
                            DISTRICT,
                            List.of(
                                    plus("SELECT o_w_id, o_d_id, COUNT(*) FROM orders WHERE o_w_id = ? "
                                            + "GROUP BY o_w_id, o_d_id"),
                                    minus("SELECT no_w_id, no_d_id, COUNT(*) FROM new_order WHERE no_w_id = ? "
                                            + "GROUP BY no_w_id, no_d_id")),
                            List.of(plus("SELECT c_w_id, c_d_id, COUNT(*) * 7 / 10 + SUM(c_delivery_cnt) "
                                    + "FROM customer WHERE c_w_id = ? GROUP BY c_w_id, c_d_id")),
                            AbsentLeft.IS_ZERO))),
            new Condition(
                    12,
                    "c_balance + c_ytd_payment = sum(ol_amount delivered)",
                    List.of(equality(
                            Scope.WAREHOUSE,
                            CUSTOMER,
                            plus("SELECT c_w_id, c_d_id, c_id, c_balance + c_ytd_payment FROM customer "
                                    + "WHERE c_w_id = ?"),
                            plus(DELIVERED_AMOUNTS)))));

    private Conditions() {}

    private static Probe equality(Scope scope, List<String> keys, Term left, Term right) {
        return new Equality(scope, keys, List.of(left), List.of(right), AbsentLeft.IS_ZERO);
    }

    private static Probe whereLeftExists(List<String> keys, Term left, Term right) {
        return new Equality(Scope.WAREHOUSE, keys, List.of(left), List.of(right), AbsentLeft.IS_NOT_COMPARED);
    }
}
