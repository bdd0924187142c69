package io.kintsugi.examples.tpcc.load;

import io.kintsugi.examples.tpcc.jdbc.Session;
import io.kintsugi.examples.tpcc.model.LastNames;
import io.kintsugi.examples.tpcc.model.NonUniform;
import io.kintsugi.examples.tpcc.model.Population;
import io.kintsugi.examples.tpcc.model.Randomness;
import java.math.BigDecimal;
import java.sql.SQLException;

/** The tables customer and history: every customer starts with one payment of 10.00. */
final class Customers implements WarehouseRows {

    static final BigDecimal FIRST_PAYMENT = new BigDecimal("10.00");

    private static final String INSERT_CUSTOMER = "INSERT INTO customer (c_id, c_d_id, c_w_id, c_first, c_middle, "
            + "c_last, c_street_1, c_street_2, c_city, c_state, c_zip, c_phone, c_since, c_credit, c_credit_lim, "
            + "c_discount, c_balance, c_ytd_payment, c_payment_cnt, c_delivery_cnt, c_data) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_HISTORY = "INSERT INTO history (h_c_id, h_c_d_id, h_c_w_id, h_d_id, h_w_id, "
            + "h_date, h_amount, h_data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final BigDecimal CREDIT_LIMIT = new BigDecimal("50000.00");

    private final LoadPlan plan;
    private final NonUniform nonUniform;

    Customers(LoadPlan plan) {
        this.plan = plan;
        this.nonUniform = NonUniform.forLoad(plan.population(), plan.seed());
    }

    @Override
    public void load(Session session, int warehouse) throws SQLException {
        Randomness randomness = Randomness.of(plan.seed(), "customer", warehouse);
        RowBatch batch = new RowBatch(session, INSERT_CUSTOMER, INSERT_HISTORY);
        for (int district = 1; district <= Population.DISTRICTS_PER_WAREHOUSE; district++) {
            loadDistrict(batch, randomness, warehouse, district);
        }
        batch.send();
    }

    private void loadDistrict(RowBatch batch, Randomness randomness, int warehouse, int district) throws SQLException {
        int customers = plan.population().customersPerDistrict();
        ExactShare badCredit = new ExactShare(customers);
        for (int customer = 1; customer <= customers; customer++) {
            String credit = badCredit.next(randomness) ? "BC" : "GC";
            addCustomer(batch, randomness, warehouse, district, customer, credit);
            addHistory(batch, randomness, warehouse, district, customer);
            batch.sendWhenFull();
        }
    }

    private void addCustomer(
            RowBatch batch, Randomness randomness, int warehouse, int district, int customer, String credit)
            throws SQLException {
        batch.add(
                INSERT_CUSTOMER,
                customer,
                district,
                warehouse,
                randomness.text(8, 16),
                "OE",
                lastName(randomness, customer),
                randomness.text(10, 20),
                randomness.text(10, 20),
                randomness.text(10, 20),
                randomness.letters(2),
                randomness.zip(),
                randomness.digits(16),
                plan.moment(),
                credit,
                CREDIT_LIMIT,
                randomness.decimal(0, 5000, 4),
                FIRST_PAYMENT.negate(),
                FIRST_PAYMENT,
                1,
                0,
                randomness.text(300, 500));
    }

    /** The first thousand bear each name once, so that every name exists in every district. */
    private String lastName(Randomness randomness, int customer) {
        return customer <= LastNames.COUNT ? LastNames.of(customer - 1) : nonUniform.lastName(randomness);
    }

    private void addHistory(RowBatch batch, Randomness randomness, int warehouse, int district, int customer)
            throws SQLException {
        batch.add(
                INSERT_HISTORY,
                customer,
                district,
                warehouse,
                district,
                warehouse,
                plan.moment(),
                FIRST_PAYMENT,
                randomness.text(12, 24));
    }
}
