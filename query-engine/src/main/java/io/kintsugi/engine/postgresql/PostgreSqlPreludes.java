package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.dialect.PreludeRules;
import io.kintsugi.router.plan.Prelude;
import java.sql.Connection;
import java.sql.Statement;
import java.util.OptionalLong;

/** PostgreSQL needs no preludes. */
final class PostgreSqlPreludes implements PreludeRules {
    @Override
    public String instant(Connection connection) {
        throw none();
    }

    @Override
    public void before(Connection connection, Prelude prelude, String instant, long lastInsertId) {
        throw none();
    }

    @Override
    public boolean after(Connection connection, Prelude prelude, boolean used) {
        throw none();
    }

    @Override
    public OptionalLong generatedId(Statement statement, Prelude prelude) {
        return OptionalLong.empty();
    }

    @Override
    public byte[] weight(Connection connection, String collation, String text) {
        throw none();
    }

    private static IllegalStateException none() {
        return new IllegalStateException("a plan for PostgreSQL has a prelude");
    }
}
