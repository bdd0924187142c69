package io.kintsugi.engine.mysql;

import io.kintsugi.engine.catalog.CatalogSchema;
import io.kintsugi.engine.catalog.SchemaReader;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.schema.MySqlColumns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the whole logical schema in six queries. */
final class MySqlSchemaReader implements SchemaReader {
    private static final BuiltInFunctions BUILT_IN = BuiltInFunctions.mySql();

    private static final String OURS =
            " NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys', 'kintsugi')";

    private static final String TABLES = """
            SELECT t.table_schema, t.table_name, v.view_definition, v.view_definition IS NOT NULL
            FROM information_schema.tables AS t LEFT JOIN information_schema.views AS v
                ON v.table_schema = t.table_schema AND v.table_name = t.table_name
            WHERE t.table_schema""" + OURS;

    private static final String COLUMNS = """
            SELECT table_schema, table_name, column_name, column_type, collation_name, is_nullable, column_default, extra
            FROM information_schema.columns WHERE table_schema""" + OURS + " ORDER BY table_schema, table_name, ordinal_position";

    /** Over whole plain columns only: a key over a part of a column, or over an expression, is not among them. */
    private static final String UNIQUE_KEYS =
            """
            SELECT table_schema, table_name, index_name, column_name, sub_part IS NULL AND expression IS NULL
            FROM information_schema.statistics WHERE non_unique = 0 AND table_schema""" + OURS + " ORDER BY table_schema, table_name, index_name <> 'PRIMARY', index_name, seq_in_index";

    private static final String TRIGGERS =
            "SELECT DISTINCT event_object_schema, event_object_table FROM information_schema.triggers"
                    + " WHERE event_object_schema" + OURS;

    private static final String ROUTINES =
            "SELECT DISTINCT routine_name FROM information_schema.routines WHERE routine_schema" + OURS;

    private static final String LOADED = "SELECT DISTINCT name, type = 'aggregate' FROM mysql.func";
    private static final int NO_SUCH_TABLE = 1146;
    private static final Set<Integer> NOT_ALLOWED = Set.of(1142, 1044, NO_SUCH_TABLE);

    @Override
    public CatalogSchema read(Connection catalog, long version) throws SQLException {
        try (Statement statement = catalog.createStatement()) {
            Map<CatalogSchema.Name, List<LogicalColumn>> columns = columns(statement);
            Map<CatalogSchema.Name, List<List<String>>> keys = uniqueKeys(statement);
            Set<CatalogSchema.Name> triggers = triggers(statement);
            Map<CatalogSchema.Name, LogicalTable> tables = tables(statement, columns, keys, triggers);
            return new CatalogSchema(version, tables, functions(statement), Set.of(), Set.of(), BUILT_IN);
        }
    }

    private static CatalogSchema.Name name(ResultSet row) throws SQLException {
        return new CatalogSchema.Name(row.getString(1), row.getString(2));
    }

    private static Map<CatalogSchema.Name, LogicalTable> tables(
            Statement statement,
            Map<CatalogSchema.Name, List<LogicalColumn>> columns,
            Map<CatalogSchema.Name, List<List<String>>> keys,
            Set<CatalogSchema.Name> triggers)
            throws SQLException {
        Map<CatalogSchema.Name, LogicalTable> tables = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                CatalogSchema.Name name = name(rows);
                tables.put(
                        name,
                        new LogicalTable(
                                name.schema(),
                                name.table(),
                                columns.getOrDefault(name, List.of()),
                                keys.getOrDefault(name, List.of()),
                                Optional.ofNullable(rows.getString(3)),
                                false,
                                triggers.contains(name)));
            }
        }
        return tables;
    }

    private static Map<CatalogSchema.Name, List<LogicalColumn>> columns(Statement statement) throws SQLException {
        Map<CatalogSchema.Name, List<LogicalColumn>> columns = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                LogicalColumn column = MySqlColumns.column(
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6).equals("YES"),
                        rows.getString(7),
                        rows.getString(8));
                columns.computeIfAbsent(name(rows), ignored -> new ArrayList<>())
                        .add(column);
            }
        }
        return columns;
    }

    private static Map<CatalogSchema.Name, List<List<String>>> uniqueKeys(Statement statement) throws SQLException {
        record Key(CatalogSchema.Name table, String index) {}
        Map<CatalogSchema.Name, List<List<String>>> keys = new HashMap<>();
        Map<Key, List<String>> parts = new HashMap<>();
        Set<Key> partial = new HashSet<>();
        List<Key> order = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(UNIQUE_KEYS)) {
            while (rows.next()) {
                Key key = new Key(name(rows), rows.getString(3));
                if (!parts.containsKey(key)) {
                    parts.put(key, new ArrayList<>());
                    order.add(key);
                }
                if (rows.getBoolean(5)) {
                    parts.get(key).add(MySqlColumns.fold(rows.getString(4)));
                } else {
                    partial.add(key);
                }
            }
        }
        order.stream()
                .filter(key -> !partial.contains(key))
                .forEach(key -> keys.computeIfAbsent(key.table(), ignored -> new ArrayList<>())
                        .add(parts.get(key)));
        return keys;
    }

    private static Set<CatalogSchema.Name> triggers(Statement statement) throws SQLException {
        Set<CatalogSchema.Name> tables = new HashSet<>();
        try (ResultSet rows = statement.executeQuery(TRIGGERS)) {
            while (rows.next()) {
                tables.add(name(rows));
            }
        }
        return tables;
    }

    /** Stored routines, and functions loaded into the server where the user may see them. */
    private static Map<String, FunctionTraits> functions(Statement statement) throws SQLException {
        Map<String, FunctionTraits> functions = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(ROUTINES)) {
            while (rows.next()) {
                functions.put(rows.getString(1).toLowerCase(Locale.ROOT), traits(false));
            }
        }
        try (ResultSet rows = statement.executeQuery(LOADED)) {
            while (rows.next()) {
                functions.put(rows.getString(1).toLowerCase(Locale.ROOT), traits(rows.getBoolean(2)));
            }
        } catch (SQLException failed) {
            if (!NOT_ALLOWED.contains(failed.getErrorCode())) {
                throw failed;
            }
        }
        return functions;
    }

    private static FunctionTraits traits(boolean aggregate) {
        return new FunctionTraits(true, aggregate, false, FunctionTraits.Volatility.VOLATILE);
    }
}
