package io.kintsugi.node;

import java.sql.Connection;
import java.sql.SQLException;

/** Blocks of consecutive ids, kept in the catalog. Ids once leased are never leased again. */
public interface IdBlocks {
    /**
     * The first of {@code count} consecutive ids. The connection must be in autocommit mode, so that the lease is
     * committed before anybody uses an id of it.
     */
    long lease(Connection connection, String name, int count) throws SQLException;

    /** Makes sure that no id below {@code next} is leased from now on: for tables that already hold rows. */
    void raise(Connection connection, String name, long next) throws SQLException;
}
