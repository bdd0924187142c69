package io.kintsugi.engine.api;

import java.sql.Connection;

/**
 * A native connection to the catalog, with the session's settings in force, for metadata and for describing statements.
 * To be used read-only and not to be closed itself; result sets made on it live until the lease is closed.
 */
public interface CatalogLease extends AutoCloseable {
    Connection connection();

    /** Gives the connection back. Idempotent. */
    @Override
    void close();
}
