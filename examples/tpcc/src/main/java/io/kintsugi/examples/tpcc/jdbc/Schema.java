package io.kintsugi.examples.tpcc.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The nine tables of clause 1.3: creates and drops them. */
public final class Schema {

    /** Every table after those it refers to. */
    public static final List<String> TABLES = List.of(
            "item", "warehouse", "district", "customer", "history", "orders", "new_order", "order_line", "stock");

    private final Database database;

    public Schema(Database database) {
        this.database = database;
    }

    public void create() throws SQLException {
        execute(statementsOf(database.dialect()));
    }

    public void drop() throws SQLException {
        List<String> statements =
                TABLES.stream().map(table -> "DROP TABLE IF EXISTS " + table).collect(Collectors.toList());
        Collections.reverse(statements);
        execute(statements);
    }

    /** The statements of a schema file: they end with a semicolon, and none has one inside. */
    static List<String> statementsOf(Dialect dialect) {
        String text = read(dialect.schemaResource()).replaceAll("(?m)--.*$", "");
        return Arrays.stream(text.split(";", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .collect(Collectors.toList());
    }

    /** Each in its own transaction: a sharding driver runs DDL as a job, not inside one. */
    private void execute(List<String> statements) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private static String read(String resource) {
        try (InputStream stream = Schema.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the resource " + resource, failure);
        }
    }
}
