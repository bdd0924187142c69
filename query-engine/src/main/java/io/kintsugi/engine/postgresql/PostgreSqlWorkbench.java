package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.dialect.WorkbenchRules;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows go along as an array of texts, or by COPY. */
final class PostgreSqlWorkbench implements WorkbenchRules {
    private static final String TEXT = "text";
    private static final int PORTION_CHARACTERS = 1 << 16;

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
    public long copy(Connection connection, String copy, List<String> rows) throws SQLException {
        CopyIn copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            StringBuilder portion = new StringBuilder();
            for (String row : rows) {
                append(row, portion);
                if (portion.length() >= PORTION_CHARACTERS) {
                    send(portion, copying);
                }
            }
            send(portion, copying);
            return copying.endCopy();
        } catch (SQLException | RuntimeException failed) {
            cancel(copying, failed);
            throw failed;
        }
    }

    /**
     * The text of a composite is a line of CSV in parentheses: fields in quotes where they hold anything special,
     * quotes in them doubled, and nothing at all for NULL. It has backslashes doubled too, to which CSV gives no
     * meaning.
     */
    private static void append(String row, StringBuilder portion) {
        if (row.indexOf('\\') < 0) {
            portion.append(row, 1, row.length() - 1);
        } else {
            portion.append(row.substring(1, row.length() - 1).replace("\\\\", "\\"));
        }
        portion.append('\n');
    }

    private static void send(StringBuilder portion, CopyIn copying) throws SQLException {
        byte[] bytes = portion.toString().getBytes(StandardCharsets.UTF_8);
        copying.writeToCopy(bytes, 0, bytes.length);
        portion.setLength(0);
    }

    private static void cancel(CopyIn copying, Exception failed) {
        if (!copying.isActive()) {
            return;
        }
        try {
            copying.cancelCopy();
        } catch (SQLException second) {
            failed.addSuppressed(second);
        }
    }

    /** Servers before 18 take a backslash and a full stop on a line of their own for the end, even within quotes. */
    @Override
    public boolean copies(String row) {
        return row.indexOf("\n\\") < 0 && row.indexOf("\r\\") < 0;
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
