package io.kintsugi.jdbc.tpch;

import io.kintsugi.jdbc.oracle.PostgresDatabases;
import io.kintsugi.testkit.oracle.DatabaseServers;

/** TPC-H on PostgreSQL. */
class PostgresTpchIT extends TpchContract {
    @Override
    DatabaseServers servers() {
        return new PostgresDatabases();
    }

    @Override
    String name() {
        return "tpch";
    }
}
