package io.kintsugi.router.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.syntax.DdlStatement.ObjectKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DdlParserTest {
    private static final SqlLexer LEXER = SqlLexer.postgreSql(ParameterStyle.QUESTION_MARK);

    @Test
    void createTable_hasColumnsConstraintsAndOptions() {
        String sql = """
                CREATE UNLOGGED TABLE IF NOT EXISTS app."Order Lines" (
                    id bigint CONSTRAINT k PRIMARY KEY USING INDEX TABLESPACE fast,
                    price numeric(12, 2) DEFAULT (1 + 2) * 3 NOT NULL CHECK (price > 0),
                    at timestamp with time zone DEFAULT 'now'::timestamp with time zone,
                    parent bigint REFERENCES app.orders ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED,
                    LIKE model INCLUDING ALL,
                    CONSTRAINT u UNIQUE (price, at) WITH (fillfactor = 70),
                    FOREIGN KEY (a, b) REFERENCES other (x, y) MATCH FULL
                ) PARTITION BY HASH (id) WITH (autovacuum_enabled = off);
                """;
        LexedSql lexed = LEXER.lex(sql);
        DdlStatement.CreateTable table = (DdlStatement.CreateTable) DdlParser.parse(lexed);
        assertThat(table.name().parts().stream().map(Identifier::name)).containsExactly("app", "Order Lines");
        assertThat(table.ifNotExists()).isTrue();
        assertThat(table.partitioned()).isTrue();
        assertThat(table.like()).hasSize(1);
        assertThat(table.columns().stream().map(column -> column.name().name()))
                .containsExactly("id", "price", "at", "parent");
        assertThat(table.columns().stream()
                        .map(column -> column.type().orElseThrow().text()))
                .containsExactly("bigint", "numeric ( 12 , 2 )", "timestamp with time zone", "bigint");
        ColumnDefinition price = table.columns().get(1);
        assertThat(price.notNull()).isTrue();
        assertThat(price.defaultExpression().map(span -> lexed.text(span.first(), span.end())))
                .contains("(1 + 2) * 3");
        assertThat(table.columns().get(2).defaultExpression().map(span -> lexed.text(span.first(), span.end())))
                .contains("'now'::timestamp with time zone");
        TableConstraint.ForeignKey inline = (TableConstraint.ForeignKey)
                table.columns().get(3).constraints().get(0);
        assertThat(inline.onDelete()).isEqualTo(TableConstraint.ReferentialAction.CASCADE);
        assertThat(inline.onUpdate()).isEqualTo(TableConstraint.ReferentialAction.SET_NULL);
        assertThat(table.constraints()).hasSize(2);
    }

    @Test
    void createTable_fromQuery_keepsTheQuery() {
        LexedSql lexed = LEXER.lex("CREATE TABLE t (a, b) WITH (fillfactor = 10) AS SELECT 1, 2 WITH NO DATA");
        DdlStatement.CreateTable table = (DdlStatement.CreateTable) DdlParser.parse(lexed);
        assertThat(table.columns()).hasSize(2).allMatch(column -> column.type().isEmpty());
        assertThat(table.query().map(span -> lexed.text(span.first(), span.end())))
                .contains("SELECT 1, 2 WITH NO DATA");
    }

    @Test
    void alterTable_hasOneActionEach() {
        DdlStatement.AlterTable alter = (DdlStatement.AlterTable) parse(
                "ALTER TABLE IF EXISTS ONLY t ADD COLUMN IF NOT EXISTS a int DEFAULT 1 NOT NULL, ADD CONSTRAINT c CHECK (a > 0)"
                        + " NOT VALID, DROP b CASCADE, ALTER c TYPE varchar(9) COLLATE \"C\" USING d::text,"
                        + " ALTER e DROP IDENTITY IF EXISTS, OWNER TO me, DISABLE TRIGGER USER, FROB it");
        assertThat(alter.actions().stream().map(action -> action.getClass().getSimpleName()))
                .containsExactly(
                        "AddColumn",
                        "AddConstraint",
                        "DropColumn",
                        "ChangeType",
                        "ChangeIdentity",
                        "Harmless",
                        "Harmless",
                        "Unknown");
        assertThat(((AlterAction.AddColumn) alter.actions().get(0)).column().notNull())
                .isTrue();
        assertThat(((AlterAction.ChangeType) alter.actions().get(3)).using()).isTrue();
    }

    /** An action that goes on after what was understood is not understood. */
    @ParameterizedTest
    @ValueSource(
            strings = {"DROP COLUMN a b", "RENAME TO x y", "ALTER a SET NOT NULL now", "ENABLE ROW LEVEL SECURITY twice"
            })
    void alterTable_withMoreThanIsKnown_isUnknown(String action) {
        DdlStatement.AlterTable alter = (DdlStatement.AlterTable) parse("ALTER TABLE t " + action);
        assertThat(alter.actions()).hasOnlyElementsOfType(AlterAction.Unknown.class);
    }

    @Test
    void createIndex_tellsColumnsFromExpressions() {
        DdlStatement.CreateIndex index = (DdlStatement.CreateIndex)
                parse(
                        "CREATE UNIQUE INDEX CONCURRENTLY ON s.t USING gist (a, lower(b), (c || d), e COLLATE \"C\" DESC) WHERE a > 0");
        assertThat(index.columns().stream().map(Identifier::name)).containsExactly("a", "e");
        assertThat(index.expressions()).isTrue();
        assertThat(index.partial()).isTrue();
        assertThat(index.unique()).isTrue();
        assertThat(index.name()).isEmpty();
    }

    @Test
    void otherDefinitions_nameWhatTheyAreAbout() {
        assertThat(((DdlStatement.DropObjects) parse("DROP FUNCTION IF EXISTS a(int, text), b CASCADE")).names())
                .hasSize(2);
        assertThat(((DdlStatement.DropObjects) parse("DROP TRIGGER x ON s.t"))
                        .table()
                        .map(QualifiedName::name))
                .contains("t");
        assertThat(((DdlStatement.Truncate) parse("TRUNCATE TABLE ONLY a, b * RESTART IDENTITY CASCADE"))
                        .restartIdentity())
                .isTrue();
        assertThat(((DdlStatement.Comment) parse("COMMENT ON COLUMN s.t.c IS NULL"))
                        .name()
                        .map(QualifiedName::name))
                .contains("t");
        assertThat(((DdlStatement.Grant) parse("GRANT SELECT (a), UPDATE ON t, u TO x")).names())
                .hasSize(2);
        assertThat(((DdlStatement.Grant) parse("GRANT admin TO me")).kind()).isEqualTo(ObjectKind.SERVER_WIDE);
        assertThat(((DdlStatement.CreateFunction)
                                parse("CREATE FUNCTION f(a int) RETURNS int STABLE LANGUAGE 'sql' AS ''"))
                        .language())
                .contains("sql");
        assertThat(((DdlStatement.CreateSequence) parse("CREATE SEQUENCE s START 1 OWNED BY NONE")).ownedBy())
                .isEmpty();
        assertThat(((DdlStatement.OtherDdl) parse("CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()"))
                        .object())
                .isEqualTo("EVENT TRIGGER");
    }

    /** Cut and stirred definitions are read or refused, never anything else. */
    @Test
    void damagedDefinitions_areReadOrRefused() {
        long seed = 20_261_120L;
        Random random = new Random(seed);
        List<String> texts = List.of(
                "CREATE TABLE t (a int PRIMARY KEY, b text DEFAULT 'x' REFERENCES u (c) ON DELETE SET NULL, UNIQUE (a, b))",
                "ALTER TABLE ONLY t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u, ALTER COLUMN b TYPE int USING b::int",
                "CREATE UNIQUE INDEX i ON t USING btree (a, lower(b)) WHERE a IS NOT NULL",
                "CREATE TABLE t (r int4range, EXCLUDE USING gist (r WITH &&))",
                "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$",
                "GRANT ALL ON ALL TABLES IN SCHEMA public TO x",
                "CREATE VIEW v (a) AS SELECT 1 WITH LOCAL CHECK OPTION",
                "DROP INDEX CONCURRENTLY IF EXISTS a, b CASCADE",
                "CREATE SCHEMA AUTHORIZATION joe CREATE TABLE t (a int)");
        for (int i = 0; i < 20_000; i++) {
            String text = texts.get(random.nextInt(texts.size()));
            String[] words = text.split("(?<=[ (),])|(?=[(),])");
            StringBuilder damaged = new StringBuilder();
            for (String word : words) {
                int dice = random.nextInt(20);
                damaged.append(
                        dice == 0
                                ? ""
                                : dice == 1
                                        ? word + " " + word
                                        : dice == 2 ? words[random.nextInt(words.length)] : word);
            }
            check(damaged.toString(), seed);
        }
    }

    private static void check(String text, long seed) {
        try {
            DdlParser.parse(LEXER.lex(text));
        } catch (ShardException e) {
            assertThat(e.code()).as("seed %d: %s", seed, text).isEqualTo(ErrorCode.SYNTAX_NOT_UNDERSTOOD);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + text, e);
        }
    }

    @Test
    void secondStatements_areNotTakenForOptions() {
        assertThatThrownBy(() -> parse("CREATE TABLE t (a int); DROP TABLE u"))
                .isInstanceOfSatisfying(
                        ShardException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MULTIPLE_STATEMENTS));
        assertThat(parse("CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b);"))
                .isInstanceOf(DdlStatement.OtherDdl.class);
        assertThat(parse("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;"))
                .isInstanceOf(DdlStatement.CreateFunction.class);
    }

    @Test
    void errors_nameThePlace() {
        assertThatThrownBy(() -> parse("CREATE TABLE t (\n  a int,\n  )"))
                .isInstanceOf(ShardException.class)
                .hasMessageContaining("line 3, column 3")
                .hasMessageContaining("expected a name");
    }

    private static DdlStatement parse(String sql) {
        return DdlParser.parse(LEXER.lex(sql));
    }
}
