package io.kintsugi.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Definitions as PostgreSQL's own {@code pg_get_…def} functions print them. */
final class PostgreSqlReader implements DatabaseReader {
    private static final String DEFINITIONS = "postgresql.sql";

    /** The size tells of a table that was never analysed: its reltuples is -1. */
    private static final String ROWS = """
            SELECT c.relname,
                sum(CASE WHEN c.reltuples >= 0 THEN c.reltuples ELSE pg_relation_size(c.oid) / 100 END)::bigint
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'kintsugi')
            GROUP BY c.relname""";

    @Override
    public List<Definition> definitions(Connection database) throws SQLException {
        List<Definition> definitions = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(text())) {
            while (rows.next()) {
                definitions.add(new Definition(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return definitions;
    }

    @Override
    public Map<String, Long> estimatedRows(Connection database) throws SQLException {
        Map<String, Long> estimates = new LinkedHashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(ROWS)) {
            while (rows.next()) {
                estimates.put(rows.getString(1), rows.getLong(2));
            }
        }
        return estimates;
    }

    private static String text() {
        try (InputStream stream = PostgreSqlReader.class.getResourceAsStream(DEFINITIONS)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + DEFINITIONS + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
