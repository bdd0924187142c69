package io.kintsugi.engine.id;

import java.sql.SQLException;

/** Leases consecutive ids from the catalog. */
@FunctionalInterface
public interface BlockSource {
    /** The first of {@code count} ids that nobody else will ever get. */
    long lease(String name, int count) throws SQLException;
}
