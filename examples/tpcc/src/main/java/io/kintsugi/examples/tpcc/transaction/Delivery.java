package io.kintsugi.examples.tpcc.transaction;

import io.kintsugi.examples.tpcc.jdbc.Session;
import io.kintsugi.examples.tpcc.model.Population;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalInt;

/** Clause 2.7: the oldest new order of each of the ten districts is delivered, all in one database transaction. */
record Delivery(int warehouse, int carrier, LocalDateTime moment) implements BusinessTransaction {

    private static final String SERIALIZATION_FAILURE = "40001";

    /** Another delivery may take an order between seeing and deleting it: then the next one is looked for. */
    private static final int LOOKS_MAX = 10;

    private static final String SELECT_OLDEST = "SELECT MIN(no_o_id) FROM new_order WHERE no_w_id = ? AND no_d_id = ?";
    private static final String DELETE_NEW_ORDER =
            "DELETE FROM new_order WHERE no_w_id = ? AND no_d_id = ? AND no_o_id = ?";
    private static final String SELECT_CUSTOMER =
            "SELECT o_c_id FROM orders WHERE o_w_id = ? AND o_d_id = ? AND o_id = ?";
    private static final String UPDATE_ORDER =
            "UPDATE orders SET o_carrier_id = ? WHERE o_w_id = ? AND o_d_id = ? AND o_id = ?";
    private static final String UPDATE_LINES =
            "UPDATE order_line SET ol_delivery_d = ? WHERE ol_w_id = ? AND ol_d_id = ? AND ol_o_id = ?";
    private static final String SELECT_AMOUNT =
            "SELECT SUM(ol_amount) FROM order_line WHERE ol_w_id = ? AND ol_d_id = ? AND ol_o_id = ?";
    private static final String UPDATE_CUSTOMER = "UPDATE customer SET c_balance = c_balance + ?, "
            + "c_delivery_cnt = c_delivery_cnt + 1 WHERE c_w_id = ? AND c_d_id = ? AND c_id = ?";

    static Delivery draw(Draw draw) {
        return new Delivery(draw.home().warehouse(), draw.randomness().uniform(1, 10), draw.now());
    }

    @Override
    public TransactionType type() {
        return TransactionType.DELIVERY;
    }

    @Override
    public boolean crossesWarehouses() {
        return false;
    }

    @Override
    public Outcome execute(Session session) throws SQLException {
        int skipped = 0;
        for (int district = 1; district <= Population.DISTRICTS_PER_WAREHOUSE; district++) {
            skipped += deliverOldest(session, district) ? 0 : 1;
        }
        int delivered = Population.DISTRICTS_PER_WAREHOUSE - skipped;
        return new Outcome(true, skipped, "delivered " + delivered + " orders by carrier " + carrier);
    }

    /** False when the district has no new order. */
    private boolean deliverOldest(Session session, int district) throws SQLException {
        for (int look = 1; look <= LOOKS_MAX; look++) {
            OptionalInt oldest = session.exactlyOne(SELECT_OLDEST, Delivery::number, warehouse, district);
            if (oldest.isEmpty()) {
                return false;
            }
            if (session.update(DELETE_NEW_ORDER, warehouse, district, oldest.getAsInt()) == 1) {
                deliver(session, district, oldest.getAsInt());
                return true;
            }
        }
        throw new SQLTransactionRollbackException(
                "other terminals delivered every order this one found in district " + district, SERIALIZATION_FAILURE);
    }

    private void deliver(Session session, int district, int order) throws SQLException {
        int customer = session.exactlyOne(SELECT_CUSTOMER, row -> row.getInt(1), warehouse, district, order);
        session.update(UPDATE_ORDER, carrier, warehouse, district, order);
        session.update(UPDATE_LINES, moment, warehouse, district, order);
        BigDecimal amount = session.exactlyOne(SELECT_AMOUNT, row -> row.getBigDecimal(1), warehouse, district, order);
        session.update(UPDATE_CUSTOMER, amount, warehouse, district, customer);
    }

    private static OptionalInt number(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject(1, Integer.class))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }
}
