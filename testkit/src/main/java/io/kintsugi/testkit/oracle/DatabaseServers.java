package io.kintsugi.testkit.oracle;

import java.sql.SQLException;

/** Where the databases of a comparison come from: the one thing that differs between dialects and ways to connect. */
public interface DatabaseServers {
    Dialect dialect();

    /** A new, empty database with its own driver: the oracle. */
    PlainDatabase plain() throws SQLException;

    /**
     * A new cluster, prepared: a catalog, shards {@code s0} and so on, and a node {@code flat}; each a database of its
     * own.
     *
     * @param keyspaces the YAML below {@code keyspaces:}
     */
    ShardedDatabase cluster(int shards, String keyspaces) throws SQLException;
}
