package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.dialect.PreludeRules;
import io.kintsugi.router.lexer.PinnedClock;
import io.kintsugi.router.plan.Prelude;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/** PostgreSQL's clock cannot be set: where it is to show one instant, that stands in the text. */
final class PostgreSqlPreludes implements PreludeRules {
    private static final String INSTANT = "SELECT pg_catalog.to_char(pg_catalog.timezone('UTC', pg_catalog.now()),"
            + " 'YYYY-MM-DD HH24:MI:SS.US') || '+00'";

    @Override
    public String instant(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(INSTANT)) {
            if (!rows.next()) {
                throw new IllegalStateException("a server has no clock");
            }
            return rows.getString(1);
        }
    }

    @Override
    public boolean clockStands() {
        return true;
    }

    @Override
    public String pinned(String text, String instant) {
        return PinnedClock.in(text, instant);
    }

    @Override
    public void before(Connection connection, Prelude prelude, String instant, long lastInsertId) {
        requireClockOnly(prelude);
    }

    @Override
    public boolean after(Connection connection, Prelude prelude, boolean used) {
        return true;
    }

    private static void requireClockOnly(Prelude prelude) {
        if (prelude.insertId().isPresent() || prelude.namesLastInsertId()) {
            throw none();
        }
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
