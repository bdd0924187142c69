package io.kintsugi.examples.tpcc.transaction;

import io.kintsugi.examples.tpcc.jdbc.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How a terminal's user names a customer of a district. */
sealed interface CustomerChoice {

    /** The customer's number. */
    int find(Session session, int warehouse, int district) throws SQLException;

    /** By number. */
    record ById(int customer) implements CustomerChoice {

        @Override
        public int find(Session session, int warehouse, int district) {
            return customer;
        }
    }

    /** By last name: of all who bear it, ordered by first name, the one in the middle (position n/2 rounded up). */
    record ByLastName(String lastName) implements CustomerChoice {

        private static final String SELECT =
                "SELECT c_id FROM customer " + "WHERE c_w_id = ? AND c_d_id = ? AND c_last = ? ORDER BY c_first";

        @Override
        public int find(Session session, int warehouse, int district) throws SQLException {
            List<Integer> customers = new ArrayList<>();
            session.each(SELECT, row -> customers.add(row.getInt(1)), warehouse, district, lastName);
            if (customers.isEmpty()) {
                throw new SQLException(
                        "no customer " + lastName + " in warehouse " + warehouse + ", district " + district);
            }
            return customers.get((customers.size() - 1) / 2);
        }
    }
}
