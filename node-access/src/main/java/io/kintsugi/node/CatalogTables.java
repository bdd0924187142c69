package io.kintsugi.node;

import java.sql.Connection;
import java.sql.SQLException;

/** The tables that only the catalog has: journal of schema changes, schema version, blocks of ids. */
public interface CatalogTables {
    /** Creates them unless they are there; idempotent. The connection must be in autocommit mode. */
    void install(Connection connection) throws SQLException;

    /** Grows with every schema change; GUARD_MISSING when the catalog has not been prepared. */
    long schemaVersion(Connection connection) throws SQLException;

    /** Raises the schema version inside the caller's transaction. */
    void raiseSchemaVersion(Connection connection) throws SQLException;
}
