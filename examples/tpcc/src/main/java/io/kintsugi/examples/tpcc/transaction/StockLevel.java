package io.kintsugi.examples.tpcc.transaction;

import io.kintsugi.examples.tpcc.jdbc.Session;
import java.sql.SQLException;

/** Clause 2.8: how many of the items in the district's last twenty orders run low. Reads only. */
record StockLevel(int warehouse, int district, int threshold) implements BusinessTransaction {

    private static final int ORDERS_LOOKED_AT = 20;
    private static final String SELECT_NEXT_ORDER = "SELECT d_next_o_id FROM district WHERE d_w_id = ? AND d_id = ?";
    private static final String COUNT_LOW_STOCK = "SELECT COUNT(DISTINCT s_i_id) FROM order_line "
            + "JOIN stock ON s_w_id = ol_w_id AND s_i_id = ol_i_id "
            + "WHERE ol_w_id = ? AND s_w_id = ? AND ol_d_id = ? AND ol_o_id >= ? AND ol_o_id < ? AND s_quantity < ?";

    static StockLevel draw(Draw draw) {
        return new StockLevel(
                draw.home().warehouse(),
                draw.home().district(),
                draw.randomness().uniform(10, 20));
    }

    @Override
    public TransactionType type() {
        return TransactionType.STOCK_LEVEL;
    }

    @Override
    public boolean crossesWarehouses() {
        return false;
    }

    @Override
    public Outcome execute(Session session) throws SQLException {
        int next = session.exactlyOne(SELECT_NEXT_ORDER, row -> row.getInt(1), warehouse, district);
        int low = session.exactlyOne(
                COUNT_LOW_STOCK,
                row -> row.getInt(1),
                warehouse,
                warehouse,
                district,
                next - ORDERS_LOOKED_AT,
                next,
                threshold);
        return Outcome.commit("low stock: " + low + " below " + threshold);
    }
}
