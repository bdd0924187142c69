package io.kintsugi.jdbc.oracle;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.testkit.oracle.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/** Databases on the PostgreSQL server that all tests of a process share. */
public final class PostgresDatabases implements SharedServer {
    private final String properties;

    public PostgresDatabases() {
        this("");
    }

    /** @param properties further ones of every URL of a cluster, each after an ampersand */
    public PostgresDatabases(String properties) {
        this.properties = properties;
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public String newDatabase() {
        return SharedPostgres.get().newDatabase().name();
    }

    @Override
    public Connection connectPlainly(String database) throws SQLException {
        return SharedPostgres.get().server().connect(database);
    }

    @Override
    public String nodeUrl(String database) {
        return "postgresql://127.0.0.1:" + SharedPostgres.get().server().port() + "/" + database;
    }

    @Override
    public String credentials() {
        return "?user=postgres" + properties;
    }
}
