package io.kintsugi.cli.existing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Every part of a MySQL schema as a statement of its own, taken from SHOW CREATE line by line, so that each is judged
 * by itself.
 */
final class MySqlDefinitions {
    private static final String AUTO_INCREMENT = " AUTO_INCREMENT";

    private final Connection connection;
    private final List<Definition> tables = new ArrayList<>();
    private final List<Definition> parts = new ArrayList<>();
    private final List<Definition> references = new ArrayList<>();

    MySqlDefinitions(Connection connection) {
        this.connection = connection;
    }

    List<Definition> read() throws SQLException {
        for (String table : first("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'", 1)) {
            takeApart(table, first("SHOW CREATE TABLE " + quoted(table), 2).get(0));
        }
        List<Definition> definitions = new ArrayList<>(tables);
        definitions.addAll(parts);
        definitions.addAll(references);
        for (String view : first("SHOW FULL TABLES WHERE Table_type = 'VIEW'", 1)) {
            String query = first(
                            "SELECT view_definition FROM information_schema.views WHERE table_schema = database()"
                                    + " AND table_name = '" + view.replace("'", "''") + "'",
                            1)
                    .get(0);
            definitions.add(new Definition("view " + view, view, "CREATE VIEW " + quoted(view) + " AS " + query));
        }
        for (String trigger : first("SHOW TRIGGERS", 1)) {
            String statement =
                    first("SHOW CREATE TRIGGER " + quoted(trigger), 3).get(0);
            definitions.add(new Definition("trigger " + trigger, "", statement));
        }
        return definitions;
    }

    private void takeApart(String table, String create) {
        String[] lines = create.split("\n");
        List<String> columns = new ArrayList<>();
        for (int i = 1; i < lines.length - 1; i++) {
            String line = lines[i].strip();
            String item = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
            if (item.startsWith("`")) {
                columns.add(item.replace(AUTO_INCREMENT, ""));
                counted(table, item);
            } else {
                constraint(table, item);
            }
        }
        String body = columns.stream().collect(Collectors.joining(", ", " (", ") "));
        String options = lines[lines.length - 1].substring(1).replaceAll(AUTO_INCREMENT + "=\\d+", "");
        tables.add(new Definition("table " + table, table, "CREATE TABLE " + quoted(table) + body + options.strip()));
    }

    private void counted(String table, String item) {
        if (item.contains(AUTO_INCREMENT)) {
            String column = item.substring(1, item.indexOf('`', 1));
            parts.add(new Definition(
                    "column " + table + "." + column, table, "ALTER TABLE " + quoted(table) + " MODIFY " + item));
        }
    }

    private void constraint(String table, String item) {
        boolean plainIndex = item.startsWith("KEY ") || item.startsWith("FULLTEXT ") || item.startsWith("SPATIAL ");
        if (plainIndex) {
            return;
        }
        List<Definition> list = item.contains(" FOREIGN KEY ") ? references : parts;
        String subject = "'" + item.replaceAll(" \\(.*", "").replace("`", "") + "' of table " + table;
        list.add(new Definition(subject, table, "ALTER TABLE " + quoted(table) + " ADD " + item));
    }

    private List<String> first(String query, int column) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(column));
            }
        }
        return values;
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
