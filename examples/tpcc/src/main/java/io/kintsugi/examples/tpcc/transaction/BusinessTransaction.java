package io.kintsugi.examples.tpcc.transaction;

import io.kintsugi.examples.tpcc.jdbc.Session;
import java.sql.SQLException;

/** One transaction with all its input values: executing it again is a retry of the very same one. */
public interface BusinessTransaction {

    TransactionType type();

    /** Whether it writes to a warehouse other than its home. */
    boolean crossesWarehouses();

    /** Sends every statement of the profile. The caller then commits or rolls back, as the outcome says. */
    Outcome execute(Session session) throws SQLException;
}
