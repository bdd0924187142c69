package io.kintsugi.examples.tpcc.load;

import io.kintsugi.examples.tpcc.jdbc.Session;
import io.kintsugi.examples.tpcc.model.Population;
import io.kintsugi.examples.tpcc.model.Randomness;
import java.math.BigDecimal;
import java.sql.SQLException;

/** The tables orders, order_line and new_order: one order for each customer, the newest 30 % not yet delivered. */
final class Orders implements WarehouseRows {

    private static final String INSERT_ORDER = "INSERT INTO orders (o_id, o_d_id, o_w_id, o_c_id, o_entry_d, "
            + "o_carrier_id, o_ol_cnt, o_all_local) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_LINE = "INSERT INTO order_line (ol_o_id, ol_d_id, ol_w_id, ol_number, ol_i_id, "
            + "ol_supply_w_id, ol_delivery_d, ol_quantity, ol_amount, ol_dist_info) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_NEW_ORDER = "INSERT INTO new_order (no_o_id, no_d_id, no_w_id) VALUES (?, ?, ?)";
    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private final LoadPlan plan;

    Orders(LoadPlan plan) {
        this.plan = plan;
    }

    @Override
    public void load(Session session, int warehouse) throws SQLException {
        Randomness randomness = Randomness.of(plan.seed(), "orders", warehouse);
        RowBatch batch = new RowBatch(session, INSERT_ORDER, INSERT_NEW_ORDER, INSERT_LINE);
        for (int district = 1; district <= Population.DISTRICTS_PER_WAREHOUSE; district++) {
            loadDistrict(batch, randomness, warehouse, district);
        }
        batch.send();
    }

    private void loadDistrict(RowBatch batch, Randomness randomness, int warehouse, int district) throws SQLException {
        int[] customers = randomness.permutation(plan.population().ordersPerDistrict());
        for (int order = 1; order <= customers.length; order++) {
            boolean delivered = order <= plan.population().deliveredOrdersPerDistrict();
            int lines = randomness.uniform(5, 15);
            Integer carrier = delivered ? Integer.valueOf(randomness.uniform(1, 10)) : null;
            batch.add(INSERT_ORDER, order, district, warehouse, customers[order - 1], plan.moment(), carrier, lines, 1);
            if (!delivered) {
                batch.add(INSERT_NEW_ORDER, order, district, warehouse);
            }
            for (int line = 1; line <= lines; line++) {
                addLine(batch, randomness, warehouse, district, order, line, delivered);
            }
            batch.sendWhenFull();
        }
    }

    private void addLine(
            RowBatch batch, Randomness randomness, int warehouse, int district, int order, int line, boolean delivered)
            throws SQLException {
        batch.add(
                INSERT_LINE,
                order,
                district,
                warehouse,
                line,
                randomness.uniform(1, plan.population().items()),
                warehouse,
                delivered ? plan.moment() : null,
                5,
                delivered ? NOTHING : randomness.decimal(1, 999_999, 2),
                randomness.text(24, 24));
    }
}
