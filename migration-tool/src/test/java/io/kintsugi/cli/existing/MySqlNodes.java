package io.kintsugi.cli.existing;

import io.kintsugi.embedded.SharedMySql;
import java.sql.Connection;
import java.sql.SQLException;

/** Nodes on the shared server of MySQL. */
final class MySqlNodes implements SchemaOracle.Servers {
    @Override
    public String newNode() {
        return "mysql://127.0.0.1:" + SharedMySql.get().server().port() + "/"
                + SharedMySql.get().newDatabase().name() + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    @Override
    public Connection connect(String name) throws SQLException {
        return SharedMySql.get().server().connect(name);
    }

    @Override
    public String credentials() {
        return "?user=root";
    }
}
