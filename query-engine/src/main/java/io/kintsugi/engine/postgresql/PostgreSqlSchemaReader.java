package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.catalog.CatalogSchema;
import io.kintsugi.engine.catalog.SchemaReader;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.ColumnSequences;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.schema.TypeClass;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the whole logical schema in five queries. */
final class PostgreSqlSchemaReader implements SchemaReader {
    private static final BuiltInFunctions BUILT_IN_FUNCTIONS = BuiltInFunctions.postgreSql();

    private static final Map<String, TypeClass> BUILT_IN = Map.ofEntries(
            Map.entry("int2", TypeClass.INT2),
            Map.entry("int4", TypeClass.INT4),
            Map.entry("int8", TypeClass.INT8),
            Map.entry("numeric", TypeClass.NUMERIC),
            Map.entry("float4", TypeClass.FLOAT4),
            Map.entry("float8", TypeClass.FLOAT8),
            Map.entry("money", TypeClass.MONEY),
            Map.entry("bool", TypeClass.BOOLEAN),
            Map.entry("text", TypeClass.TEXT),
            Map.entry("varchar", TypeClass.VARCHAR),
            Map.entry("bpchar", TypeClass.CHAR),
            Map.entry("uuid", TypeClass.UUID),
            Map.entry("date", TypeClass.DATE),
            Map.entry("timestamp", TypeClass.TIMESTAMP),
            Map.entry("timestamptz", TypeClass.TIMESTAMP_TZ),
            Map.entry("time", TypeClass.TIME),
            Map.entry("timetz", TypeClass.TIME_TZ),
            Map.entry("interval", TypeClass.INTERVAL),
            Map.entry("bytea", TypeClass.BYTEA),
            Map.entry("json", TypeClass.JSON),
            Map.entry("jsonb", TypeClass.JSONB));

    @Override
    public CatalogSchema read(Connection catalog, long version) throws SQLException {
        try (Statement statement = catalog.createStatement()) {
            Map<Long, List<LogicalColumn>> columns = columns(statement);
            Map<Long, List<List<String>>> uniqueKeys = uniqueKeys(statement);
            Map<CatalogSchema.Name, LogicalTable> tables = tables(statement, columns, uniqueKeys);
            return new CatalogSchema(
                    version,
                    tables,
                    functions(statement),
                    operators(statement),
                    ColumnSequences.of(tables.values()),
                    BUILT_IN_FUNCTIONS);
        }
    }

    private static Map<CatalogSchema.Name, LogicalTable> tables(
            Statement statement, Map<Long, List<LogicalColumn>> columns, Map<Long, List<List<String>>> uniqueKeys)
            throws SQLException {
        Map<CatalogSchema.Name, LogicalTable> tables = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(CatalogQueries.TABLES)) {
            while (rows.next()) {
                long id = rows.getLong(1);
                LogicalTable table = new LogicalTable(
                        rows.getString(2),
                        rows.getString(3),
                        columns.getOrDefault(id, List.of()),
                        uniqueKeys.getOrDefault(id, List.of()),
                        Optional.ofNullable(rows.getString(6)),
                        rows.getBoolean(4),
                        rows.getBoolean(5));
                tables.put(new CatalogSchema.Name(table.schema(), table.name()), table);
            }
        }
        return tables;
    }

    private static Map<Long, List<LogicalColumn>> columns(Statement statement) throws SQLException {
        Map<Long, List<LogicalColumn>> columns = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(CatalogQueries.COLUMNS)) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getLong(1), ignored -> new ArrayList<>())
                        .add(column(rows));
            }
        }
        return columns;
    }

    private static LogicalColumn column(ResultSet rows) throws SQLException {
        TypeClass typeClass = typeClass(rows.getString(4), rows.getString(5), rows.getString(6), rows.getBoolean(7));
        return new LogicalColumn(
                rows.getString(2),
                new ColumnType(rows.getString(3), typeClass, rows.getBoolean(8), rows.getBoolean(9)),
                rows.getBoolean(10),
                Optional.ofNullable(rows.getString(11)),
                identity(rows.getString(12)),
                !rows.getString(13).isEmpty());
    }

    private static TypeClass typeClass(String name, String kind, String category, boolean system) {
        if (kind.equals("e")) {
            return TypeClass.ENUM;
        }
        if (category.equals("A")) {
            return TypeClass.ARRAY;
        }
        return system ? BUILT_IN.getOrDefault(name, TypeClass.OTHER) : TypeClass.OTHER;
    }

    private static LogicalColumn.Identity identity(String letter) {
        return switch (letter) {
            case "a" -> LogicalColumn.Identity.ALWAYS;
            case "d" -> LogicalColumn.Identity.BY_DEFAULT;
            default -> LogicalColumn.Identity.NONE;
        };
    }

    private static Map<Long, List<List<String>>> uniqueKeys(Statement statement) throws SQLException {
        Map<Long, List<List<String>>> keys = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(CatalogQueries.UNIQUE_KEYS)) {
            while (rows.next()) {
                List<String> names = List.of((String[]) rows.getArray(2).getArray());
                keys.computeIfAbsent(rows.getLong(1), ignored -> new ArrayList<>())
                        .add(names);
            }
        }
        return keys;
    }

    private static Map<String, FunctionTraits> functions(Statement statement) throws SQLException {
        Map<String, FunctionTraits> functions = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(CatalogQueries.FUNCTIONS)) {
            while (rows.next()) {
                FunctionTraits traits = new FunctionTraits(
                        rows.getBoolean(2), rows.getBoolean(3), rows.getBoolean(4), volatility(rows.getString(5)));
                functions.put(rows.getString(1), traits);
            }
        }
        return functions;
    }

    private static Set<String> operators(Statement statement) throws SQLException {
        Set<String> operators = new HashSet<>();
        try (ResultSet rows = statement.executeQuery(CatalogQueries.OPERATORS)) {
            while (rows.next()) {
                operators.add(rows.getString(1));
            }
        }
        return operators;
    }

    private static FunctionTraits.Volatility volatility(String letter) {
        return switch (letter) {
            case "i" -> FunctionTraits.Volatility.IMMUTABLE;
            case "s" -> FunctionTraits.Volatility.STABLE;
            default -> FunctionTraits.Volatility.VOLATILE;
        };
    }
}
