package io.kintsugi.jdbc.tpch;

import io.kintsugi.jdbc.oracle.MySqlDatabases;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.testkit.oracle.DatabaseServers;

/** TPC-H on MySQL. */
@MySqlTest
class MySqlTpchIT extends TpchContract {
    @Override
    DatabaseServers servers() {
        return new MySqlDatabases();
    }

    @Override
    String name() {
        return "tpch-mysql";
    }
}
