package io.kintsugi.examples.tpcc.transaction;

import io.kintsugi.examples.tpcc.jdbc.Session;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Clause 2.6: a customer asks for the state of his last order. Reads only. */
record OrderStatus(int warehouse, int district, CustomerChoice choice) implements BusinessTransaction {

    private static final String SELECT_CUSTOMER = "SELECT c_balance, c_first, c_middle, c_last FROM customer "
            + "WHERE c_w_id = ? AND c_d_id = ? AND c_id = ?";
    private static final String SELECT_LAST_ORDER = "SELECT o_id, o_entry_d, o_carrier_id FROM orders "
            + "WHERE o_w_id = ? AND o_d_id = ? AND o_c_id = ? ORDER BY o_id DESC LIMIT 1";
    private static final String SELECT_LINES = "SELECT ol_i_id, ol_supply_w_id, ol_quantity, ol_amount, "
            + "ol_delivery_d FROM order_line WHERE ol_w_id = ? AND ol_d_id = ? AND ol_o_id = ?";

    static OrderStatus draw(Draw draw) {
        return new OrderStatus(draw.home().warehouse(), draw.district(), draw.customerChoice());
    }

    @Override
    public TransactionType type() {
        return TransactionType.ORDER_STATUS;
    }

    @Override
    public boolean crossesWarehouses() {
        return false;
    }

    @Override
    public Outcome execute(Session session) throws SQLException {
        int customer = choice.find(session, warehouse, district);
        String name = session.exactlyOne(SELECT_CUSTOMER, OrderStatus::nameAndBalance, warehouse, district, customer);
        Order order = session.exactlyOne(SELECT_LAST_ORDER, Order::read, warehouse, district, customer);
        List<BigDecimal> amounts = new ArrayList<>();
        session.each(SELECT_LINES, row -> amounts.add(row.getBigDecimal(4)), warehouse, district, order.number());
        BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return Outcome.commit(name + ": order " + order.number() + ", " + order.state() + ", lines " + amounts.size()
                + ", sum " + sum);
    }

    private static String nameAndBalance(ResultSet row) throws SQLException {
        return String.join(" ", row.getString(2), row.getString(3), row.getString(4), row.getString(1));
    }

    private record Order(int number, String state) {

        static Order read(ResultSet row) throws SQLException {
            int carrier = row.getInt(3);
            return new Order(row.getInt(1), carrier == 0 ? "not delivered" : "carrier " + carrier);
        }
    }
}
