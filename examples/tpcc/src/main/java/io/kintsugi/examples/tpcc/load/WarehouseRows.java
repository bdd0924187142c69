package io.kintsugi.examples.tpcc.load;

import io.kintsugi.examples.tpcc.jdbc.Session;
import java.sql.SQLException;

/** The loader of some tables' rows that belong to one warehouse. */
interface WarehouseRows {

    void load(Session session, int warehouse) throws SQLException;
}
