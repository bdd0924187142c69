package io.kintsugi.router.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.schema.FunctionTraits.Volatility;
import io.kintsugi.router.schema.LogicalColumn.Identity;
import java.util.List;
import org.junit.jupiter.api.Test;

class DdlSchemaTest {
    private static final BuiltInFunctions BUILT_IN = BuiltInFunctions.postgreSql();

    @Test
    void columns_haveTypeNullabilityDefaultAndIdentity() {
        LogicalTable table = table("""
                CREATE TABLE "T" (
                    id bigserial,
                    code char(3) NOT NULL DEFAULT 'abc'::bpchar CHECK (code <> 'x'),
                    "at" timestamptz(3) DEFAULT now() NOT NULL,
                    n int GENERATED ALWAYS AS IDENTITY (START 7),
                    twice int GENERATED ALWAYS AS (n * 2) STORED,
                    tags text[] COLLATE "C" DEFAULT NULL,
                    PRIMARY KEY (id, code)
                )
                """, "T");
        assertThat(table.columns().stream().map(LogicalColumn::name))
                .containsExactly("id", "code", "at", "n", "twice", "tags");
        assertThat(column(table, "id").notNull()).isTrue();
        assertThat(column(table, "id").defaultExpression()).contains("nextval('T_id_seq'::regclass)");
        assertThat(column(table, "code").type().name()).isEqualTo("character(3)");
        assertThat(column(table, "code").defaultExpression()).contains("'abc'::bpchar");
        assertThat(column(table, "at").defaultExpression()).contains("now()");
        assertThat(column(table, "at").notNull()).isTrue();
        assertThat(column(table, "n").identity()).isEqualTo(Identity.ALWAYS);
        assertThat(column(table, "twice").generated()).isTrue();
        assertThat(column(table, "tags").type().typeClass()).isEqualTo(TypeClass.ARRAY);
        assertThat(column(table, "tags").defaultExpression()).isEmpty();
        assertThat(table.uniqueKeys()).containsExactly(List.of("id", "code"));
    }

    @Test
    void keys_comeFromEverywhere_primaryFirst() {
        String ddl = """
                CREATE TABLE t (a int UNIQUE, b int, c int, d int, CONSTRAINT bc UNIQUE (b, c));
                CREATE UNIQUE INDEX ON t USING btree (d DESC);
                CREATE UNIQUE INDEX ON t (lower(a::text));
                CREATE UNIQUE INDEX ON t (c) WHERE c > 0;
                ALTER TABLE ONLY t ADD CONSTRAINT t_pk PRIMARY KEY (c);
                """;
        LogicalTable table = table(ddl, "t");
        assertThat(table.uniqueKeys()).containsExactly(List.of("c"), List.of("b", "c"), List.of("a"), List.of("d"));
        assertThat(column(table, "c").notNull()).isTrue();
    }

    @Test
    void alterations_areFollowed() {
        String ddl = """
                CREATE TABLE t (a int, b text);
                ALTER TABLE IF EXISTS t ADD COLUMN c varchar(5) DEFAULT 'x', DROP COLUMN b, ALTER a TYPE bigint;
                ALTER TABLE t ALTER a SET DEFAULT nextval('s'), ALTER COLUMN a SET NOT NULL;
                ALTER TABLE t RENAME COLUMN a TO id;
                ALTER TABLE t ENABLE ROW LEVEL SECURITY;
                CREATE TRIGGER x BEFORE UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION f();
                ALTER TABLE t RENAME TO u;
                CREATE SCHEMA app;
                ALTER TABLE u SET SCHEMA app;
                """;
        DdlSchema schema = DdlSchema.of(ddl, BUILT_IN);
        assertThat(schema.table("public", "t")).isEmpty();
        LogicalTable table = schema.table("app", "u").orElseThrow();
        assertThat(table.columns().stream().map(c -> c.name() + " " + c.type().name()))
                .containsExactly("id bigint", "c character varying(5)");
        assertThat(column(table, "id").notNull()).isTrue();
        assertThat(column(table, "id").defaultExpression()).contains("nextval('s')");
        assertThat(table.rowSecurity()).isTrue();
        assertThat(table.hasTriggers()).isTrue();
    }

    @Test
    void drops_forgetTables() {
        String ddl =
                "CREATE TABLE a (x int); CREATE TABLE b (x int); CREATE TABLE s.c (x int); DROP TABLE IF EXISTS a, nothing;"
                        + " DROP SCHEMA s CASCADE";
        DdlSchema schema = DdlSchema.of(ddl, BUILT_IN);
        assertThat(schema.tables().stream().map(LogicalTable::name)).containsExactly("b");
    }

    @Test
    void tablesTakeColumnsFromOthers() {
        String ddl = """
                CREATE TABLE parent (a int, b text);
                CREATE TABLE child (c int) INHERITS (parent);
                CREATE TABLE twin (LIKE parent INCLUDING ALL, z int);
                CREATE TABLE part PARTITION OF parent FOR VALUES IN (1);
                """;
        DdlSchema schema = DdlSchema.of(ddl, BUILT_IN);
        assertThat(names(schema, "child")).containsExactly("a", "b", "c");
        assertThat(names(schema, "twin")).containsExactly("a", "b", "z");
        assertThat(names(schema, "part")).containsExactly("a", "b");
    }

    @Test
    void viewsKeepTheirQuery_temporaryTablesAreNotLogical() {
        String ddl = "CREATE TABLE t (a int); CREATE OR REPLACE VIEW v (x) AS SELECT a FROM t WITH CHECK OPTION;"
                + " CREATE TEMP TABLE tmp (a int)";
        DdlSchema schema = DdlSchema.of(ddl, BUILT_IN);
        assertThat(schema.table("public", "v").orElseThrow().viewDefinition()).contains("SELECT a FROM t");
        assertThat(schema.table("public", "tmp")).isEmpty();
    }

    @Test
    void searchPath_placesUnqualifiedNames() {
        String ddl =
                "SET search_path = app, public; CREATE TABLE t (a int); SET search_path TO DEFAULT; CREATE TABLE u (a int)";
        DdlSchema schema = DdlSchema.of(ddl, BUILT_IN);
        assertThat(schema.table("app", "t")).isPresent();
        assertThat(schema.table("public", "u")).isPresent();
    }

    @Test
    void usersFunctions_makeANameSuspect() {
        String ddl = """
                CREATE FUNCTION total(bigint) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT 1; $$;
                CREATE FUNCTION initcap(varchar) RETURNS int IMMUTABLE LANGUAGE sql RETURN 7;
                CREATE AGGREGATE median(int) (SFUNC = f, STYPE = int);
                CREATE PROCEDURE run() LANGUAGE plpgsql AS 'BEGIN COMMIT; END';
                """;
        DdlSchema schema = DdlSchema.of(ddl, BUILT_IN);
        assertThat(schema.function("total")).contains(new FunctionTraits(true, false, false, Volatility.STABLE));
        assertThat(schema.function("initcap")).contains(new FunctionTraits(true, false, false, Volatility.IMMUTABLE));
        assertThat(schema.function("median").orElseThrow().aggregate()).isTrue();
        assertThat(schema.function("run").orElseThrow().volatility()).isEqualTo(Volatility.VOLATILE);
        assertThat(schema.function("upper").orElseThrow().userDefined()).isFalse();
        assertThat(schema.function("nothing")).isEmpty();
    }

    @Test
    void typesOfTheUser_areKnownByTheirBase() {
        String ddl = """
                CREATE TYPE mood AS ENUM ('sad', 'ok');
                CREATE DOMAIN public.year AS integer CONSTRAINT y CHECK (VALUE >= 1901);
                CREATE COLLATION plain (provider = icu, locale = 'de');
                CREATE COLLATION loose (provider = icu, locale = 'und', deterministic = false);
                CREATE TABLE t (m mood, y public.year, p text COLLATE plain, l text COLLATE loose);
                """;
        LogicalTable table = table(ddl, "t");
        assertThat(column(table, "m").type().typeClass()).isEqualTo(TypeClass.ENUM);
        assertThat(column(table, "y").type().typeClass()).isEqualTo(TypeClass.INT4);
        assertThat(column(table, "p").type().deterministicCollation()).isTrue();
        assertThat(column(table, "l").type().deterministicCollation()).isFalse();
    }

    @Test
    void brokenDefinitions_nameTheLineOfTheScript() {
        assertThatThrownBy(() -> DdlSchema.of("SELECT 1;\n\nCREATE TABLE t (\n a int,\n ...\n)", BUILT_IN))
                .isInstanceOf(ShardException.class)
                .hasMessageContaining("starts on line 3")
                .hasMessageContaining("line 3, column 2");
    }

    @Test
    void everythingElseInAScript_isPassedOver() {
        String script =
                "\\set x 1\nSET client_encoding = 'UTF8';\nSELECT pg_catalog.set_config('search_path', '', false);\n"
                        + "BEGIN; INSERT INTO t VALUES (1); COMMIT;\nCOPY t FROM stdin;\n1;2\n\\.\nCREATE TABLE t (a int);\nANALYZE";
        assertThat(DdlSchema.of(script, BUILT_IN).tables()).hasSize(1);
    }

    private static LogicalTable table(String ddl, String name) {
        return DdlSchema.of(ddl, BUILT_IN).table("public", name).orElseThrow();
    }

    private static LogicalColumn column(LogicalTable table, String name) {
        return table.column(name).orElseThrow();
    }

    private static List<String> names(DdlSchema schema, String table) {
        return schema.table("public", table).orElseThrow().columns().stream()
                .map(LogicalColumn::name)
                .toList();
    }
}
