package io.kintsugi.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a script saw, line by line, so that two runs can be compared. */
final class Transcript {
    /** A feature that the native driver does not have is refused by ours with a state of ours. */
    private static final String NATIVE_UNSUPPORTED = "0A000";

    private final List<String> lines = new ArrayList<>();

    interface Step {
        @Nullable
        Object run() throws SQLException;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    void say(String what, @Nullable Object value) {
        lines.add(what + " = " + text(value));
    }

    /**
     * Says the step's value, or the state of the error it ends in.
     *
     * @return whether it went well
     */
    boolean attempt(String what, Step step) {
        try {
            say(what, step.run());
            return true;
        } catch (BatchUpdateException failed) {
            say(what, "failed " + state(failed) + " " + Arrays.toString(failed.getLargeUpdateCounts()));
        } catch (SQLException failed) {
            say(what, "failed " + state(failed));
        }
        return false;
    }

    private static String state(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        return state.equals(NATIVE_UNSUPPORTED) ? "KZ001" : state;
    }

    /** Every row by getString, and the labels. */
    void rows(String what, ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        int count = metaData.getColumnCount();
        StringBuilder labels = new StringBuilder();
        for (int column = 1; column <= count; column++) {
            labels.append(metaData.getColumnLabel(column))
                    .append(':')
                    .append(metaData.getColumnTypeName(column))
                    .append(' ');
        }
        say(what + " columns", labels);
        while (rows.next()) {
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= count; column++) {
                values.add(String.valueOf(rows.getString(column)));
            }
            say(what + " row", values);
        }
        rows.close();
    }

    static String text(@Nullable Object value) {
        try {
            return plain(value);
        } catch (SQLException failed) {
            return "unreadable " + state(failed);
        }
    }

    private static String plain(@Nullable Object value) throws SQLException {
        if (value == null) {
            return "null";
        }
        if (value instanceof InputStream stream) {
            return "stream " + new String(read(stream), StandardCharsets.ISO_8859_1);
        }
        if (value instanceof Reader reader) {
            return "reader " + read(reader);
        }
        if (value instanceof Array array) {
            return "array " + array.getBaseTypeName() + " " + text(array.getArray());
        }
        if (value instanceof SQLXML xml) {
            return "xml " + xml.getString();
        }
        if (value instanceof Blob || value instanceof Clob) {
            return value.getClass().getSimpleName();
        }
        if (value.getClass().isArray()) {
            return value.getClass().getSimpleName() + " " + Arrays.deepToString(new Object[] {value});
        }
        return value.getClass().getSimpleName() + " " + value;
    }

    private static byte[] read(InputStream stream) throws SQLException {
        try {
            return stream.readAllBytes();
        } catch (IOException failed) {
            throw new SQLException(failed);
        }
    }

    private static String read(Reader reader) throws SQLException {
        try {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        } catch (IOException failed) {
            throw new SQLException(failed);
        }
    }
}
