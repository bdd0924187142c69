package io.kintsugi.jdbc.oracle;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.testkit.oracle.DatabaseServers;
import io.kintsugi.testkit.oracle.Dialect;
import io.kintsugi.testkit.oracle.PlainDatabase;
import io.kintsugi.testkit.oracle.ShardedDatabase;
import java.sql.SQLException;

/** Databases on the PostgreSQL server that all tests of a process share. */
public final class PostgresDatabases implements DatabaseServers {
    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public PlainDatabase plain() {
        String name = SharedPostgres.get().newDatabase().name();
        return () -> SharedPostgres.get().server().connect(name);
    }

    @Override
    public ShardedDatabase cluster(int shards, String keyspaces) throws SQLException {
        return OracleCluster.create(shards, keyspaces);
    }
}
