package io.kintsugi.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.engine.catalog.CatalogSchema;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.schema.TypeClass;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The logical schema as read from a real catalog. */
class CatalogSchemaIT {
    private static CatalogSchema read(String... definitions) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        SharedPostgres.get().newDatabase().jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String definition : definitions) {
                statement.execute(definition);
            }
            return new PostgreSqlSchemaReader().read(connection, 7);
        }
    }

    @Test
    void grammarForms_thatLookLikeFunctions_areKnown() throws SQLException {
        CatalogSchema schema = read();
        for (String name : List.of("coalesce", "nullif", "greatest", "least", "trim")) {
            assertThat(schema.function(name)).as(name).isPresent();
        }
        assertThat(schema.function("no_such_function")).isEmpty();
    }

    @Test
    void operators_ofTheUser_areKnownWhereTheyTakeABuiltInType() throws SQLException {
        CatalogSchema schema = read(
                "CREATE FUNCTION never(bigint, integer) RETURNS boolean IMMUTABLE LANGUAGE sql RETURN false",
                "CREATE OPERATOR = (leftarg = bigint, rightarg = integer, function = never)",
                "CREATE TYPE pair AS (a integer)",
                "CREATE FUNCTION same(pair, pair) RETURNS boolean IMMUTABLE LANGUAGE sql RETURN true",
                "CREATE OPERATOR <> (leftarg = pair, rightarg = pair, function = same)");
        assertThat(schema.operatorOverloaded("=")).isTrue();
        assertThat(schema.operatorOverloaded("<>")).isFalse();
    }

    @Test
    void table_isDescribedInFull() throws SQLException {
        CatalogSchema schema = read(
                "CREATE DOMAIN money_amount AS numeric(12,2)",
                "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                "CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false)",
                "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY, user_id int NOT NULL, price money_amount,"
                        + " mood mood, tags text[], name varchar(20), c_name text COLLATE \"C\", loose text COLLATE loose,"
                        + " made timestamptz DEFAULT now(), twice int GENERATED ALWAYS AS (user_id * 2) STORED,"
                        + " dropped int, UNIQUE (user_id, id), PRIMARY KEY (id))",
                "ALTER TABLE orders DROP COLUMN dropped",
                "CREATE UNIQUE INDEX partial ON orders (name) WHERE name <> ''",
                "ALTER TABLE orders ENABLE ROW LEVEL SECURITY");
        LogicalTable table = schema.table("public", "orders").orElseThrow();
        assertThat(schema.version()).isEqualTo(7);
        assertThat(table.columns().stream().map(LogicalColumn::name))
                .containsExactly("id", "user_id", "price", "mood", "tags", "name", "c_name", "loose", "made", "twice");
        assertThat(table.columns().stream().map(column -> column.type().typeClass()))
                .containsExactly(
                        TypeClass.INT8,
                        TypeClass.INT4,
                        TypeClass.NUMERIC,
                        TypeClass.ENUM,
                        TypeClass.ARRAY,
                        TypeClass.VARCHAR,
                        TypeClass.TEXT,
                        TypeClass.TEXT,
                        TypeClass.TIMESTAMP_TZ,
                        TypeClass.INT4);
        assertThat(table.uniqueKeys()).containsExactly(List.of("id"), List.of("user_id", "id"));
        assertThat(table.column("id").orElseThrow().identity()).isEqualTo(LogicalColumn.Identity.ALWAYS);
        assertThat(table.column("made").orElseThrow().defaultExpression()).contains("now()");
        assertThat(table.column("twice").orElseThrow().generated()).isTrue();
        assertThat(table.column("user_id").orElseThrow().notNull()).isTrue();
        assertThat(table.column("name").orElseThrow().type().name()).isEqualTo("character varying(20)");
        // The test servers' databases use the built-in locale C.UTF-8, which sorts by code point.
        assertThat(table.column("name").orElseThrow().type().byteOrder()).isTrue();
        assertThat(table.column("c_name").orElseThrow().type().byteOrder()).isTrue();
        assertThat(table.column("loose").orElseThrow().type().deterministicCollation())
                .isFalse();
        assertThat(table.column("loose").orElseThrow().type().byteOrder()).isFalse();
        assertThat(table.rowSecurity()).isTrue();
        assertThat(table.hasTriggers()).isFalse();
    }

    @Test
    void viewsAndFunctions_areKnown_systemTablesAreNot() throws SQLException {
        CatalogSchema schema = read(
                "CREATE TABLE orders (id int)",
                "CREATE VIEW recent AS SELECT id FROM orders",
                "CREATE FUNCTION lower(int) RETURNS int LANGUAGE sql VOLATILE AS 'SELECT $1'");
        assertThat(schema.table("public", "recent").orElseThrow().viewDefinition())
                .hasValueSatisfying(definition -> assertThat(definition).contains("FROM public.orders"));
        assertThat(schema.function("now"))
                .contains(new FunctionTraits(false, false, false, FunctionTraits.Volatility.STABLE));
        assertThat(schema.function("lower"))
                .contains(new FunctionTraits(true, false, false, FunctionTraits.Volatility.VOLATILE));
        assertThat(schema.function("sum").orElseThrow().aggregate()).isTrue();
        assertThat(schema.function("row_number").orElseThrow().window()).isTrue();
        assertThat(schema.table("pg_catalog", "pg_class")).isEmpty();
    }
}
