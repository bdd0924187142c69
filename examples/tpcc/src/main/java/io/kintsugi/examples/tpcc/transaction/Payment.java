package io.kintsugi.examples.tpcc.transaction;

import io.kintsugi.examples.tpcc.jdbc.Session;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;

/**
 * Clause 2.5: a customer pays at a warehouse, in 15 of 100 cases at another one than his own. The warehouse's
 * statements and the customer's each carry their own warehouse id.
 */
record Payment(
        int warehouse,
        int district,
        int customerWarehouse,
        int customerDistrict,
        CustomerChoice choice,
        BigDecimal amount,
        LocalDateTime moment)
        implements BusinessTransaction {

    private static final int REMOTE_PERCENT = 15;
    private static final int DATA_LENGTH_MAX = 500;
    private static final String BAD_CREDIT = "BC";

    private static final String UPDATE_WAREHOUSE = "UPDATE warehouse SET w_ytd = w_ytd + ? WHERE w_id = ?";
    private static final String SELECT_WAREHOUSE =
            "SELECT w_name, w_street_1, w_street_2, w_city, w_state, w_zip FROM warehouse WHERE w_id = ?";
    private static final String UPDATE_DISTRICT = "UPDATE district SET d_ytd = d_ytd + ? WHERE d_w_id = ? AND d_id = ?";
    private static final String SELECT_DISTRICT = "SELECT d_name, d_street_1, d_street_2, d_city, d_state, d_zip "
            + "FROM district WHERE d_w_id = ? AND d_id = ?";
    private static final String SELECT_CUSTOMER = "SELECT c_first, c_middle, c_last, c_street_1, c_street_2, c_city, "
            + "c_state, c_zip, c_phone, c_since, c_credit, c_credit_lim, c_discount, c_balance FROM customer "
            + "WHERE c_w_id = ? AND c_d_id = ? AND c_id = ? FOR UPDATE";
    private static final String UPDATE_CUSTOMER = "UPDATE customer SET c_balance = c_balance - ?, "
            + "c_ytd_payment = c_ytd_payment + ?, c_payment_cnt = c_payment_cnt + 1 "
            + "WHERE c_w_id = ? AND c_d_id = ? AND c_id = ?";
    private static final String SELECT_DATA =
            "SELECT c_data FROM customer WHERE c_w_id = ? AND c_d_id = ? AND c_id = ?";
    private static final String UPDATE_DATA =
            "UPDATE customer SET c_data = ? WHERE c_w_id = ? AND c_d_id = ? AND c_id = ?";
    private static final String INSERT_HISTORY = "INSERT INTO history (h_c_id, h_c_d_id, h_c_w_id, h_d_id, h_w_id, "
            + "h_date, h_amount, h_data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    static Payment draw(Draw draw) {
        int home = draw.home().warehouse();
        int district = draw.district();
        int customerWarehouse = draw.warehouseRemoteWith(REMOTE_PERCENT);
        int customerDistrict = customerWarehouse == home ? district : draw.district();
        return new Payment(
                home,
                district,
                customerWarehouse,
                customerDistrict,
                draw.customerChoice(),
                draw.randomness().decimal(100, 500_000, 2),
                draw.now());
    }

    @Override
    public TransactionType type() {
        return TransactionType.PAYMENT;
    }

    @Override
    public boolean crossesWarehouses() {
        return customerWarehouse != warehouse;
    }

    @Override
    public Outcome execute(Session session) throws SQLException {
        session.update(UPDATE_WAREHOUSE, amount, warehouse);
        Place warehousePlace = session.exactlyOne(SELECT_WAREHOUSE, Place::read, warehouse);
        session.update(UPDATE_DISTRICT, amount, warehouse, district);
        Place districtPlace = session.exactlyOne(SELECT_DISTRICT, Place::read, warehouse, district);
        int customer = choice.find(session, customerWarehouse, customerDistrict);
        Customer payer =
                session.exactlyOne(SELECT_CUSTOMER, Customer::read, customerWarehouse, customerDistrict, customer);
        session.update(UPDATE_CUSTOMER, amount, amount, customerWarehouse, customerDistrict, customer);
        if (payer.credit().equals(BAD_CREDIT)) {
            noteInCustomerData(session, customer);
        }
        insertHistory(session, customer, warehousePlace.name() + "    " + districtPlace.name());
        return Outcome.commit("payment of " + amount + " by " + payer.name() + ", balance "
                + payer.balance().subtract(amount) + ", at " + warehousePlace.address());
    }

    private void noteInCustomerData(Session session, int customer) throws SQLException {
        String data =
                session.exactlyOne(SELECT_DATA, row -> row.getString(1), customerWarehouse, customerDistrict, customer);
        session.update(UPDATE_DATA, noted(customer, data), customerWarehouse, customerDistrict, customer);
    }

    private String noted(int customer, String data) {
        String note = String.join(
                " ",
                String.valueOf(customer),
                String.valueOf(customerDistrict),
                String.valueOf(customerWarehouse),
                String.valueOf(district),
                String.valueOf(warehouse),
                amount.toPlainString());
        String joined = note + " | " + data;
        return joined.substring(0, Math.min(joined.length(), DATA_LENGTH_MAX));
    }

    private void insertHistory(Session session, int customer, String data) throws SQLException {
        session.update(
                INSERT_HISTORY,
                customer,
                customerDistrict,
                customerWarehouse,
                district,
                warehouse,
                moment,
                amount,
                data);
    }

    private record Place(String name, String address) {

        static Place read(ResultSet row) throws SQLException {
            String address = String.join(
                    ", ", row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6));
            return new Place(row.getString(1), address);
        }
    }

    private record Customer(String name, String credit, BigDecimal balance) {

        static Customer read(ResultSet row) throws SQLException {
            String name = String.join(" ", row.getString(1), row.getString(2), row.getString(3));
            return new Customer(name, row.getString(11), row.getBigDecimal(14));
        }
    }
}
