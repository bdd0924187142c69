package io.kintsugi.node;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.topology.Dialect;

final class PostgreSqlNodeAccessIT extends NodeAccessContract {

    PostgreSqlNodeAccessIT() {
        super(
                NodeAccess.of(Dialect.POSTGRESQL),
                SharedPostgres.get().newDatabase().jdbcUrl());
    }

    @Override
    String user() {
        return "postgres";
    }
}
