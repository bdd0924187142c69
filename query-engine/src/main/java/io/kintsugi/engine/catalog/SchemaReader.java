package io.kintsugi.engine.catalog;

import java.sql.Connection;
import java.sql.SQLException;

/** Reads the whole logical schema. */
@FunctionalInterface
public interface SchemaReader {
    /** @param version read before, so that a change in between is noticed at the next check */
    CatalogSchema read(Connection catalog, long version) throws SQLException;
}
