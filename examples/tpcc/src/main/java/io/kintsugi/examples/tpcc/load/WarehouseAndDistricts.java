package io.kintsugi.examples.tpcc.load;

import io.kintsugi.examples.tpcc.jdbc.Session;
import io.kintsugi.examples.tpcc.model.Population;
import io.kintsugi.examples.tpcc.model.Randomness;
import java.math.BigDecimal;
import java.sql.SQLException;

/**
 * The tables warehouse and district. Their year-to-date sums are what the customers' first payments add up to:
 * 300,000.00 and 30,000.00 in the specification's population.
 */
final class WarehouseAndDistricts implements WarehouseRows {

    private static final String INSERT_WAREHOUSE = "INSERT INTO warehouse (w_id, w_name, w_street_1, w_street_2, "
            + "w_city, w_state, w_zip, w_tax, w_ytd) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_DISTRICT = "INSERT INTO district (d_id, d_w_id, d_name, d_street_1, d_street_2, "
            + "d_city, d_state, d_zip, d_tax, d_ytd, d_next_o_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final LoadPlan plan;

    WarehouseAndDistricts(LoadPlan plan) {
        this.plan = plan;
    }

    @Override
    public void load(Session session, int warehouse) throws SQLException {
        Randomness randomness = Randomness.of(plan.seed(), "warehouse", warehouse);
        RowBatch batch = new RowBatch(session, INSERT_WAREHOUSE, INSERT_DISTRICT);
        addWarehouse(batch, randomness, warehouse);
        for (int district = 1; district <= Population.DISTRICTS_PER_WAREHOUSE; district++) {
            addDistrict(batch, randomness, warehouse, district);
        }
        batch.send();
    }

    private void addWarehouse(RowBatch batch, Randomness randomness, int warehouse) throws SQLException {
        batch.add(
                INSERT_WAREHOUSE,
                warehouse,
                randomness.text(6, 10),
                randomness.text(10, 20),
                randomness.text(10, 20),
                randomness.text(10, 20),
                randomness.letters(2),
                randomness.zip(),
                randomness.decimal(0, 2000, 4),
                districtYearToDate().multiply(BigDecimal.valueOf(Population.DISTRICTS_PER_WAREHOUSE)));
    }

    private void addDistrict(RowBatch batch, Randomness randomness, int warehouse, int district) throws SQLException {
        batch.add(
                INSERT_DISTRICT,
                district,
                warehouse,
                randomness.text(6, 10),
                randomness.text(10, 20),
                randomness.text(10, 20),
                randomness.text(10, 20),
                randomness.letters(2),
                randomness.zip(),
                randomness.decimal(0, 2000, 4),
                districtYearToDate(),
                plan.population().ordersPerDistrict() + 1);
    }

    private BigDecimal districtYearToDate() {
        return Customers.FIRST_PAYMENT.multiply(
                BigDecimal.valueOf(plan.population().customersPerDistrict()));
    }
}
