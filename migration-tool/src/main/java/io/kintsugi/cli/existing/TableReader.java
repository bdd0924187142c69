package io.kintsugi.cli.existing;

import io.kintsugi.cli.existing.ExistingTable.Column;
import io.kintsugi.cli.existing.ExistingTable.Reference;
import io.kintsugi.router.schema.MySqlColumns;
import io.kintsugi.topology.Dialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads tables through JDBC's own questions, which both databases answer. Confined to one reading. */
final class TableReader {
    /** The size tells of a table that was never analysed: its reltuples is -1. */
    private static final String POSTGRESQL_ROWS = "SELECT relname, (CASE WHEN reltuples >= 0 THEN reltuples"
            + " ELSE pg_relation_size(oid) / 100 END)::bigint FROM pg_class"
            + " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')";

    private static final String MYSQL_ROWS =
            "SELECT table_name, coalesce(table_rows, 0) FROM information_schema.tables WHERE table_schema = database()";

    private final Connection connection;
    private final Dialect dialect;
    private final @Nullable String catalog;
    private final @Nullable String schema;

    TableReader(Connection connection, Dialect dialect) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        this.catalog = dialect == Dialect.MYSQL ? connection.getCatalog() : null;
        this.schema = dialect == Dialect.MYSQL ? null : "public";
    }

    List<ExistingTable> read() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        Map<String, Long> rows = rows();
        List<ExistingTable> tables = new ArrayList<>();
        for (String name : names(metaData)) {
            tables.add(new ExistingTable(
                    name,
                    columns(metaData, name),
                    primaryKey(metaData, name),
                    references(metaData, name),
                    rows.getOrDefault(name, 0L)));
        }
        return tables;
    }

    private List<String> names(DatabaseMetaData metaData) throws SQLException {
        List<String> names = new ArrayList<>();
        String[] kinds = {"TABLE", "PARTITIONED TABLE"};
        try (ResultSet tables = metaData.getTables(catalog, schema, "%", kinds)) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private List<Column> columns(DatabaseMetaData metaData, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet found = metaData.getColumns(catalog, schema, pattern(metaData, table), "%")) {
            while (found.next()) {
                columns.add(new Column(
                        column(found.getString("COLUMN_NAME")),
                        found.getInt("DATA_TYPE"),
                        found.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls,
                        "YES".equals(found.getString("IS_AUTOINCREMENT"))));
            }
        }
        return columns;
    }

    /** A name in which nothing stands for other names. */
    private static String pattern(DatabaseMetaData metaData, String name) throws SQLException {
        String escape = metaData.getSearchStringEscape();
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    /** A column's name as the router knows it: those of MySQL do not tell cases apart. */
    private String column(String name) {
        return dialect == Dialect.MYSQL ? MySqlColumns.fold(name) : name;
    }

    private List<String> primaryKey(DatabaseMetaData metaData, String table) throws SQLException {
        Map<Integer, String> columns = new TreeMap<>();
        try (ResultSet found = metaData.getPrimaryKeys(catalog, schema, table)) {
            while (found.next()) {
                columns.put(found.getInt("KEY_SEQ"), column(found.getString("COLUMN_NAME")));
            }
        }
        return List.copyOf(columns.values());
    }

    private List<Reference> references(DatabaseMetaData metaData, String table) throws SQLException {
        Map<String, Reference> references = new LinkedHashMap<>();
        try (ResultSet found = metaData.getImportedKeys(catalog, schema, table)) {
            while (found.next()) {
                Reference one = new Reference(
                        List.of(column(found.getString("FKCOLUMN_NAME"))),
                        found.getString("PKTABLE_NAME"),
                        List.of(column(found.getString("PKCOLUMN_NAME"))));
                if (isInside(found)) {
                    references.merge(String.valueOf(found.getString("FK_NAME")), one, TableReader::joined);
                }
            }
        }
        return List.copyOf(references.values());
    }

    /** Whether the table referred to is one of those that are read here. */
    private boolean isInside(ResultSet reference) throws SQLException {
        String place = dialect == Dialect.MYSQL ? "PKTABLE_CAT" : "PKTABLE_SCHEM";
        String own = dialect == Dialect.MYSQL ? catalog : schema;
        return own != null && own.equalsIgnoreCase(reference.getString(place));
    }

    private static Reference joined(Reference first, Reference second) {
        List<String> columns = new ArrayList<>(first.columns());
        columns.addAll(second.columns());
        List<String> targets = new ArrayList<>(first.targetColumns());
        targets.addAll(second.targetColumns());
        return new Reference(columns, first.target(), targets);
    }

    private Map<String, Long> rows() throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(dialect == Dialect.MYSQL ? MYSQL_ROWS : POSTGRESQL_ROWS)) {
            while (found.next()) {
                rows.put(found.getString(1), found.getLong(2));
            }
        }
        return rows;
    }
}
