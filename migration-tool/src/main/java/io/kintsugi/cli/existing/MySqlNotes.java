package io.kintsugi.cli.existing;

import io.kintsugi.topology.KeyCollation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Routines, collations and other databases of a MySQL database that somebody has to think about. */
final class MySqlNotes {
    private static final String ROUTINES = """
            SELECT concat(lower(routine_type), ' ', routine_name),
                concat(if(routine_type = 'FUNCTION', 'Function ', 'Procedure '), routine_name,
                    ' is the application''s own and may read tables of any shard: a call of it is refused.'),
                concat('If it reads one key''s rows only, declare the argument that is the key: functions: {',
                    routine_name, ': {key: 1}}; otherwise move its work into the application.')
            FROM information_schema.routines WHERE routine_schema = database() ORDER BY routine_type, routine_name""";

    private static final String OTHER_DATABASES = """
            SELECT concat('view ', view_name),
                concat('View ', view_name, ' reads ', table_schema, '.', table_name, ', a table of another database.'),
                'Each shard would read its own server''s: put the table into this database, or drop the view.'
            FROM information_schema.view_table_usage
            WHERE view_schema = database() AND table_schema <> database()
            UNION ALL
            SELECT concat('table ', table_name),
                concat('Foreign key ', constraint_name, ' of ', table_name, ' leads to ', unique_constraint_schema, '.',
                    referenced_table_name, ', a table of another database.'),
                'Drop the foreign key, or put the table into this database.'
            FROM information_schema.referential_constraints
            WHERE constraint_schema = database() AND unique_constraint_schema <> database()""";

    private static final String COLLATIONS = """
            SELECT c.table_name, c.column_name, c.collation_name FROM information_schema.columns AS c
            JOIN information_schema.tables AS t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            WHERE c.table_schema = database() AND t.table_type = 'BASE TABLE' AND c.collation_name IS NOT NULL
            AND c.data_type NOT IN ('enum', 'set') ORDER BY c.table_name, c.ordinal_position""";

    private final Connection connection;

    MySqlNotes(Connection connection) {
        this.connection = connection;
    }

    List<Note> read() throws SQLException {
        List<Note> notes = new ArrayList<>();
        MySqlRights.note(connection).ifPresent(notes::add);
        for (String query : List.of(ROUTINES, OTHER_DATABASES)) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    notes.add(new Note(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        notes.addAll(collations());
        return notes;
    }

    /** The weights of other collations do not order texts as the server does. */
    private List<Note> collations() throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLLATIONS)) {
            while (rows.next()) {
                if (KeyCollation.of(rows.getString(3)).isEmpty()) {
                    columns.computeIfAbsent(rows.getString(1), table -> new ArrayList<>())
                            .add(rows.getString(2) + " (" + rows.getString(3) + ")");
                }
            }
        }
        List<Note> notes = new ArrayList<>();
        columns.forEach((table, found) -> notes.add(new Note(
                "table " + table,
                found.size() + " column(s) of text in " + table + " have a collation whose weights do not tell the"
                        + " order: " + String.join(", ", found) + ".",
                "ORDER BY, GROUP BY and DISTINCT of one over several shards are refused, and it cannot be a sharding"
                        + " key; change the collation to one of utf8mb4_0900.")));
        return notes;
    }
}
