package io.kintsugi.jdbc.oracle;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.testkit.oracle.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/** Databases on the MySQL server that all tests of a process share. */
public final class MySqlDatabases implements SharedServer {
    private final String properties;

    public MySqlDatabases() {
        this("");
    }

    /** @param properties further ones of every URL of a cluster, each after an ampersand */
    public MySqlDatabases(String properties) {
        this.properties = properties;
    }

    @Override
    public Dialect dialect() {
        return Dialect.MYSQL;
    }

    @Override
    public String newDatabase() {
        return SharedMySql.get().newDatabase().name();
    }

    @Override
    public Connection connectPlainly(String database) throws SQLException {
        return SharedMySql.get().server().connect(database);
    }

    @Override
    public String nodeUrl(String database) {
        return "mysql://127.0.0.1:" + SharedMySql.get().server().port() + "/" + database
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    @Override
    public String credentials() {
        return "?user=root" + properties;
    }
}
