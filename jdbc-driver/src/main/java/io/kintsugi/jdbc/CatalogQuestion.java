package io.kintsugi.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something to ask a native connection to the catalog. */
@FunctionalInterface
interface CatalogQuestion<T extends @Nullable Object> {
    T of(Connection catalog) throws SQLException;
}
