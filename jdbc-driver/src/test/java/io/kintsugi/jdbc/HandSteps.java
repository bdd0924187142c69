package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does by hand what EXPLAIN (ROUTE) shows of a write in steps, so that its plan is proved before an engine runs it. */
final class HandSteps {
    private static final String READ = "read: ";
    private static final String EACH = "write each row: ";
    private static final String ALL = "write all rows: ";
    private static final String TAKES = "takes: ";
    private static final String IDENTITY = "a row is: ";
    private static final String COLUMN = "column ";
    private static final String CONSTANT = " as a constant";

    private final String reading;
    private final List<Write> writes = new ArrayList<>();
    private List<List<@Nullable Object>> rows = List.of();

    /** One write: its text, the columns it takes, those of them that are constants, and those that name the row. */
    private record Write(
            boolean together, String text, List<Integer> takes, Set<Integer> constants, List<Integer> identity) {}

    private HandSteps(List<String> lines) {
        this.reading = lines.stream()
                .filter(line -> line.startsWith(READ))
                .findFirst()
                .orElseThrow()
                .substring(READ.length());
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(EACH) || lines.get(i).startsWith(ALL)) {
                writes.add(write(lines.get(i), lines.get(i + 1), lines.get(Math.min(i + 2, lines.size() - 1))));
            }
        }
    }

    /** The steps of a statement; empty where it has none. */
    static Optional<HandSteps> of(Connection connection, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery("EXPLAIN (ROUTE) " + sql)) {
            while (shown.next()) {
                lines.add(shown.getString(1));
            }
        }
        return lines.stream().anyMatch(line -> line.startsWith(READ))
                ? Optional.of(new HandSteps(lines))
                : Optional.empty();
    }

    private static Write write(String text, String takes, String identity) {
        List<Integer> columns = new ArrayList<>();
        Set<Integer> constants = new HashSet<>();
        for (String taken : takes.substring(TAKES.length()).split(", ")) {
            int column = column(taken.replace(CONSTANT, ""));
            columns.add(column);
            if (taken.endsWith(CONSTANT)) {
                constants.add(column);
            }
        }
        List<Integer> named = new ArrayList<>();
        if (identity.startsWith(IDENTITY)) {
            for (String part : identity.substring(IDENTITY.length()).split(", ")) {
                if (part.startsWith(COLUMN)) {
                    named.add(column(part));
                }
            }
        }
        boolean together = text.startsWith(ALL);
        return new Write(together, text.substring(together ? ALL.length() : EACH.length()), columns, constants, named);
    }

    private static int column(String text) {
        return Integer.parseInt(text.substring(COLUMN.length()));
    }

    /** The first step. */
    void read(Connection connection) throws SQLException {
        rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(reading)) {
            int width = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(value(found, i));
                }
                rows.add(row);
            }
        }
    }

    /** Numbers and texts as they are; what has no class in Java as its text. */
    private static @Nullable Object value(ResultSet found, int column) throws SQLException {
        Object value = found.getObject(column);
        boolean plain = value instanceof Number && !(value instanceof Float);
        return value == null || plain || value instanceof String ? value : new Text(found.getString(column));
    }

    private record Text(String text) {}

    /** The other steps: how many rows the last one wrote, each of those that were read being found. */
    int write(Connection connection) throws SQLException {
        int count = 0;
        for (Write write : writes) {
            count = write.together() ? all(connection, write) : each(connection, write);
        }
        return count;
    }

    private int each(Connection connection, Write write) throws SQLException {
        Set<List<@Nullable Object>> done = new HashSet<>();
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> name = new ArrayList<>();
            write.identity().forEach(column -> name.add(row.get(column - 1)));
            if (done.add(name)) {
                try (PreparedStatement statement = connection.prepareStatement(write.text())) {
                    bind(statement, 1, write, row);
                    assertThat(statement.executeUpdate()).as(write.text() + row).isEqualTo(1);
                }
            }
        }
        return done.size();
    }

    private int all(Connection connection, Write write) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        int first = write.text().indexOf(" VALUES (") + " VALUES ".length();
        int end = write.text().indexOf(')', first) + 1;
        String row = write.text().substring(first, end);
        String text = write.text().substring(0, first)
                + String.join(", ", Collections.nCopies(rows.size(), row))
                + write.text().substring(end);
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int index = 1;
            for (List<@Nullable Object> values : rows) {
                bind(statement, index, write, values);
                index += write.takes().size();
            }
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, int first, Write write, List<@Nullable Object> row)
            throws SQLException {
        int index = first;
        for (int column : write.takes()) {
            Object value = row.get(column - 1);
            if (value instanceof Text text) {
                statement.setObject(index, text.text(), Types.OTHER);
            } else if (write.constants().contains(column) || value == null) {
                statement.setObject(index, value, Types.OTHER);
            } else {
                statement.setObject(index, value);
            }
            index++;
        }
    }
}
