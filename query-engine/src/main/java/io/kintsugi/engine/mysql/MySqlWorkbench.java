package io.kintsugi.engine.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import io.kintsugi.engine.dialect.WorkbenchRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Rows go along as one array of JSON. */
final class MySqlWorkbench implements WorkbenchRules {
    /** What the server says before the query as it has understood it; without that, nothing is known. */
    private static final String UNDERSTOOD = "/* select#";

    /** Of a character in a literal: three of UTF-8, or one and a backslash in front of it. */
    private static final int BYTES_MAX = 3;

    /** For the query itself. */
    private static final int RESERVED_BYTES = 1 << 16;

    /** JSON_TABLE's: a value out of range, an array or object where a plain value is due. */
    private static final Set<Integer> INEXACT = Set.of(3669, 3666);

    @Override
    public String planOf(String query) {
        return "EXPLAIN FORMAT=JSON " + query;
    }

    /**
     * Looks into the query as the server has understood it: there tables are named by their schemas, also those that
     * the plan leaves out because they are empty. It stands in the plan, or is a note beside it, as the server's
     * explain_json_format_version has it.
     */
    @Override
    public boolean readsTables(String plan, List<String> schemas) {
        return !plan.contains(UNDERSTOOD)
                || schemas.stream().anyMatch(schema -> plan.contains("`" + schema.replace("`", "``") + "`.`"));
    }

    /** The native driver has taken the server's max_allowed_packet; beyond it, it breaks the connection. */
    @Override
    public long charactersMax(Connection connection) {
        int bytes = ((JdbcConnection) connection)
                .getPropertySet()
                .getIntegerProperty(PropertyKey.maxAllowedPacket)
                .getValue();
        return Math.max(0, bytes - RESERVED_BYTES) / BYTES_MAX;
    }

    @Override
    public void bind(PreparedStatement statement, int index, List<String> rows) throws SQLException {
        statement.setString(index, "[" + String.join(",", rows) + "]");
    }

    /** A cursor would give some columns other types. */
    @Override
    public long copy(Connection connection, String copy, List<String> rows) {
        throw new IllegalStateException("no database of MySQL is leased");
    }

    @Override
    public boolean copies(String row) {
        return false;
    }

    @Override
    public boolean alwaysStreams() {
        return false;
    }

    @Override
    public boolean isInexact(SQLException failed) {
        return INEXACT.contains(failed.getErrorCode());
    }
}
