package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.dialect.WorkbenchRules;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Rows go along as an array of texts. */
final class PostgreSqlWorkbench implements WorkbenchRules {
    private static final String TEXT = "text";

    /** A key of the plan's JSON; within a text its quotes would be escaped. */
    private static final String READS_TABLE = "\"Relation Name\": ";

    @Override
    public String planOf(String query) {
        return "EXPLAIN (VERBOSE, FORMAT JSON) " + query;
    }

    @Override
    public boolean readsTables(String plan, List<String> schemas) {
        return plan.contains(READS_TABLE);
    }

    @Override
    public long charactersMax(Connection connection) {
        return Long.MAX_VALUE;
    }

    @Override
    public void bind(PreparedStatement statement, int index, List<String> rows) throws SQLException {
        Array array = statement.getConnection().createArrayOf(TEXT, rows.toArray());
        try {
            statement.setArray(index, array);
        } finally {
            array.free();
        }
    }

    @Override
    public boolean alwaysStreams() {
        return true;
    }

    @Override
    public boolean isInexact(SQLException failed) {
        return false;
    }
}
