package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.DatabaseServers;
import io.kintsugi.testkit.oracle.PlainDatabase;
import io.kintsugi.testkit.oracle.ShardedDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** A server that all tests of a process share; each database of a cluster is one of its databases. */
interface SharedServer extends DatabaseServers {
    /** A new, empty database's name. */
    String newDatabase();

    /** A session with the database's own driver. */
    Connection connectPlainly(String database) throws SQLException;

    /** As a topology names the node. */
    String nodeUrl(String database);

    /** What a URL of Kintsugi's driver ends in. */
    String credentials();

    @Override
    default PlainDatabase plain() {
        String database = newDatabase();
        return () -> connectPlainly(database);
    }

    @Override
    default ShardedDatabase cluster(int shards, String keyspaces) throws SQLException {
        return OracleCluster.create(this, shards, keyspaces);
    }
}
