package io.kintsugi.examples.tpcc.jdbc;

import io.kintsugi.examples.tpcc.model.Population;
import java.sql.Connection;
import java.sql.SQLException;

/** Finds out what was loaded, so that a run or a check needs no option that could contradict the data. */
public final class PopulationReader {

    private static final String WAREHOUSES = "SELECT COUNT(*) FROM warehouse";
    private static final String ITEMS = "SELECT COUNT(*) FROM item";
    private static final String CUSTOMERS = "SELECT COUNT(*) FROM customer WHERE c_w_id = ? AND c_d_id = ?";

    private final Database database;

    public PopulationReader(Database database) {
        this.database = database;
    }

    /** Fails with a message for people when the tables are empty. */
    public Population read() throws SQLException {
        try (Connection connection = database.open()) {
            Session session = new Session(connection);
            int warehouses = session.exactlyOne(WAREHOUSES, row -> row.getInt(1));
            int items = session.exactlyOne(ITEMS, row -> row.getInt(1));
            int customers = session.exactlyOne(CUSTOMERS, row -> row.getInt(1), 1, 1);
            connection.rollback();
            if (warehouses == 0) {
                throw new SQLException("the table warehouse is empty; load the data first: tpcc load --url …");
            }
            return new Population(warehouses, customers, items);
        }
    }
}
