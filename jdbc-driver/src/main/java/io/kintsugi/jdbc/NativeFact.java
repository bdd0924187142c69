package io.kintsugi.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** A question to the native metadata. */
@FunctionalInterface
interface NativeFact<T> {
    T of(DatabaseMetaData metaData) throws SQLException;
}
