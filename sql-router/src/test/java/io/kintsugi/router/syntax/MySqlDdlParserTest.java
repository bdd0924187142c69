package io.kintsugi.router.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.syntax.DdlStatement.ObjectKind;
import io.kintsugi.router.syntax.TableConstraint.ReferentialAction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlDdlParserTest {
    private static LexedSql lex(String sql) {
        return SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.parse("", 80_406))
                .lex(sql);
    }

    private static DdlStatement parse(String sql) {
        return DdlParser.parse(lex(sql));
    }

    private static DdlStatement.CreateTable table(String sql) {
        return (DdlStatement.CreateTable) parse(sql);
    }

    private static List<String> names(List<Identifier> identifiers) {
        return identifiers.stream().map(Identifier::name).toList();
    }

    @Test
    void createTable_isReadInFull() {
        DdlStatement.CreateTable table = table("""
                CREATE TEMPORARY TABLE IF NOT EXISTS Shop.`Orders` (
                  Order_Id bigint(20) unsigned zerofill NOT NULL AUTO_INCREMENT,
                  `Key` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'a' COMMENT 'k, (x)',
                  at timestamp(6) NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
                  total decimal(10,2) GENERATED ALWAYS AS (price * 2) STORED,
                  kind enum('a','b,c') NOT NULL DEFAULT _utf8mb4'a',
                  price double precision DEFAULT -1.5 CHECK (price > 0) NOT ENFORCED,
                  e text BINARY, f national varchar(5), u int DEFAULT (uuid_short()) UNIQUE KEY,
                  PRIMARY KEY (Order_Id, `Key` (5) DESC),
                  UNIQUE INDEX i USING BTREE (e (10), u) COMMENT 'x',
                  KEY (at), FULLTEXT KEY ft (e) WITH PARSER ngram, SPATIAL INDEX (g),
                  CONSTRAINT fk FOREIGN KEY ix (user_id) REFERENCES Shop.users (id) ON DELETE CASCADE ON UPDATE SET NULL,
                  CONSTRAINT CHECK (total > 0)
                ) ENGINE = InnoDB AUTO_INCREMENT=5, DEFAULT CHARSET=utf8mb4 COLLATE 'utf8mb4_0900_ai_ci' COMMENT='it''s'
                PARTITION BY HASH (order_id) PARTITIONS 4""");
        assertThat(table.name().qualifier()).contains("Shop");
        assertThat(table.name().name()).isEqualTo("Orders");
        assertThat(table.temporary() && table.ifNotExists() && table.partitioned())
                .isTrue();
        assertThat(table.columns().stream().map(column -> column.name().name()))
                .containsExactly("order_id", "key", "at", "total", "kind", "price", "e", "f", "u");
        ColumnDefinition id = table.columns().get(0);
        assertThat(id.type().orElseThrow().text()).isEqualTo("bigint ( 20 ) unsigned zerofill");
        assertThat(id.autoIncrement() && id.notNull()).isTrue();
        ColumnDefinition key = table.columns().get(1);
        assertThat(key.characterSet()).contains("utf8mb4");
        assertThat(key.collation().orElseThrow().name()).isEqualTo("utf8mb4_bin");
        assertThat(key.defaultExpression()).isPresent();
        ColumnDefinition at = table.columns().get(2);
        assertThat(at.onUpdate().orElseThrow().size()).isEqualTo(4);
        assertThat(at.notNull()).isFalse();
        assertThat(table.columns().get(3).generated()).isTrue();
        assertThat(table.columns().get(4).type().orElseThrow().text()).isEqualTo("enum ( 'a' , 'b,c' )");
        assertThat(table.columns().get(6).collation().orElseThrow().name()).isEqualTo("_bin");
        assertThat(table.options())
                .containsEntry("engine", "innodb")
                .containsEntry("character set", "utf8mb4")
                .containsEntry("collate", "utf8mb4_0900_ai_ci")
                .containsEntry("auto_increment", "5")
                .containsEntry("comment", "it's");
        assertKeys(table);
    }

    private static void assertKeys(DdlStatement.CreateTable table) {
        TableConstraint.UniqueKey primary =
                (TableConstraint.UniqueKey) table.constraints().get(0);
        assertThat(primary.primary() && primary.partial()).isTrue();
        assertThat(names(primary.columns())).containsExactly("order_id");
        TableConstraint.UniqueKey unique =
                (TableConstraint.UniqueKey) table.constraints().get(1);
        assertThat(unique.primary()).isFalse();
        assertThat(names(unique.columns())).containsExactly("u");
        assertThat(table.constraints().subList(2, 5)).allMatch(TableConstraint.Index.class::isInstance);
        TableConstraint.ForeignKey foreign =
                (TableConstraint.ForeignKey) table.constraints().get(5);
        assertThat(names(foreign.columns())).containsExactly("user_id");
        assertThat(foreign.target().name()).isEqualTo("users");
        assertThat(foreign.onDelete()).isEqualTo(ReferentialAction.CASCADE);
        assertThat(foreign.onUpdate()).isEqualTo(ReferentialAction.SET_NULL);
        assertThat(table.constraints().get(6)).isInstanceOf(TableConstraint.Check.class);
        assertThat(((TableConstraint.UniqueKey)
                                table.columns().get(8).constraints().get(0))
                        .primary())
                .isFalse();
    }

    @Test
    void createTable_takesRowsAndShapesFromElsewhere() {
        assertThat(table("CREATE TABLE a LIKE b").like().get(0).name()).isEqualTo("b");
        assertThat(table("CREATE TABLE a (LIKE x.b)").like().get(0).name()).isEqualTo("b");
        assertThat(table("CREATE TABLE a SELECT 1 AS x").query()).isPresent();
        assertThat(table("CREATE TABLE a (id int) ENGINE=InnoDB IGNORE AS SELECT 1 AS x")
                        .query())
                .isPresent();
        assertThat(table("CREATE TABLE a (id SERIAL)").columns().get(0).autoIncrement())
                .isTrue();
    }

    @Test
    void alterTable_readsEachAction() {
        DdlStatement.AlterTable alter = (DdlStatement.AlterTable)
                parse(
                        "ALTER TABLE t ADD COLUMN a int AFTER b, ADD (c int, d int), ADD UNIQUE KEY u (a), ADD INDEX (b),"
                                + " CHANGE COLUMN Old New bigint NOT NULL FIRST, MODIFY e varchar(5) CHARSET latin1,"
                                + " DROP COLUMN f, DROP PRIMARY KEY, DROP INDEX i, DROP FOREIGN KEY fk, ALTER g SET DEFAULT 5,"
                                + " ALTER COLUMN h DROP DEFAULT, ALTER INDEX i INVISIBLE, RENAME COLUMN j TO K, RENAME INDEX l TO m,"
                                + " RENAME TO n, CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, DEFAULT CHARSET = latin1,"
                                + " ENGINE = InnoDB, AUTO_INCREMENT 7, ALGORITHM = INPLACE, LOCK = NONE, ADD PARTITION PARTITIONS 2");
        assertThat(alter.actions().stream().map(action -> action.getClass().getSimpleName()))
                .containsExactly(
                        "AddColumn",
                        "AddColumn",
                        "AddColumn",
                        "AddConstraint",
                        "AddConstraint",
                        "RedefineColumn",
                        "RedefineColumn",
                        "DropColumn",
                        "DropPrimaryKey",
                        "Harmless",
                        "Harmless",
                        "ChangeDefault",
                        "ChangeDefault",
                        "Harmless",
                        "RenameColumn",
                        "Harmless",
                        "RenameTable",
                        "ChangeCharacterSet",
                        "ChangeCharacterSet",
                        "Harmless",
                        "Harmless",
                        "Harmless",
                        "Harmless",
                        "Unknown");
        AlterAction.AddColumn added = (AlterAction.AddColumn) alter.actions().get(0);
        assertThat(added.place().after().orElseThrow().name()).isEqualTo("b");
        AlterAction.RedefineColumn changed =
                (AlterAction.RedefineColumn) alter.actions().get(5);
        assertThat(changed.from().name()).isEqualTo("old");
        assertThat(changed.column().name().name()).isEqualTo("new");
        assertThat(changed.place().first()).isTrue();
        AlterAction.RedefineColumn modified =
                (AlterAction.RedefineColumn) alter.actions().get(6);
        assertThat(modified.column().name().name()).isEqualTo("e");
        AlterAction.ChangeCharacterSet converted =
                (AlterAction.ChangeCharacterSet) alter.actions().get(17);
        assertThat(converted.convert()).isTrue();
        assertThat(converted.collation()).contains("utf8mb4_bin");
    }

    @Test
    void renameIntoAnotherDatabase_isNotUnderstoodAsANewName() {
        DdlStatement.AlterTable alter = (DdlStatement.AlterTable) parse("ALTER TABLE t RENAME TO other.t");
        assertThat(alter.actions().get(0)).isInstanceOf(AlterAction.Unknown.class);
        DdlStatement.RenameTables rename = (DdlStatement.RenameTables) parse("RENAME TABLE a TO b, x.C TO y.D");
        assertThat(rename.tables().get(1).to().name()).isEqualTo("D");
    }

    @Test
    void otherDefinitions_nameTheirObjects() {
        DdlStatement.CreateIndex index =
                (DdlStatement.CreateIndex) parse("CREATE UNIQUE INDEX I USING BTREE ON T (A, b (5)) LOCK = NONE");
        assertThat(index.unique() && index.expressions()).isTrue();
        assertThat(names(index.columns())).containsExactly("a");
        assertThat(index.table().name()).isEqualTo("T");
        DdlStatement.CreateView view = (DdlStatement.CreateView)
                parse(
                        "CREATE OR REPLACE ALGORITHM = MERGE DEFINER = `r`@`%` SQL SECURITY INVOKER VIEW v (A) AS SELECT 1 WITH CASCADED CHECK OPTION");
        assertThat(view.orReplace()).isTrue();
        assertThat(view.query().size()).isEqualTo(2);
        assertThat(((DdlStatement.CreateView) parse("ALTER VIEW v AS SELECT 1")).orReplace())
                .isTrue();
        DdlStatement.OtherDdl trigger = (DdlStatement.OtherDdl)
                parse("CREATE TRIGGER x BEFORE UPDATE ON T FOR EACH ROW BEGIN SET NEW.a = 1; SET NEW.b = 2; END");
        assertThat(trigger.kind()).isEqualTo(ObjectKind.TRIGGER);
        assertThat(trigger.table().orElseThrow().name()).isEqualTo("T");
        DdlStatement.CreateFunction function = (DdlStatement.CreateFunction)
                parse("CREATE FUNCTION f(a int) RETURNS int DETERMINISTIC READS SQL DATA RETURN a + 1");
        assertThat(function.volatility()).contains("DETERMINISTIC");
        assertThat(((DdlStatement.CreateSchema) parse("CREATE DATABASE IF NOT EXISTS Shop"))
                        .name()
                        .orElseThrow()
                        .name())
                .isEqualTo("Shop");
    }

    @Test
    void dropTruncateAndGrant_nameTheirObjects() {
        DdlStatement.DropObjects drop = (DdlStatement.DropObjects) parse("DROP TABLE IF EXISTS a, x.b CASCADE");
        assertThat(drop.kind()).isEqualTo(ObjectKind.TABLE);
        assertThat(drop.names()).hasSize(2);
        assertThat(drop.ifExists() && drop.cascade()).isTrue();
        DdlStatement.DropObjects index = (DdlStatement.DropObjects) parse("DROP INDEX i ON t ALGORITHM = COPY");
        assertThat(index.table().orElseThrow().name()).isEqualTo("t");
        assertThat(((DdlStatement.Truncate) parse("TRUNCATE t")).tables()).hasSize(1);
        assertThat(((DdlStatement.Grant) parse("GRANT SELECT (a), INSERT ON x.t TO 'u'@'h'")).names())
                .hasSize(1);
        assertThat(((DdlStatement.Grant) parse("GRANT ALL ON x.* TO u")).kind()).isEqualTo(ObjectKind.SERVER_WIDE);
        assertThat(((DdlStatement.OtherDdl) parse("DROP USER u")).kind()).isEqualTo(ObjectKind.SERVER_WIDE);
        assertThat(((DdlStatement.OtherDdl) parse("CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t")).name())
                .isEqualTo(
                        Optional.of(((DdlStatement.OtherDdl) parse("CREATE EVENT e ON SCHEDULE AT NOW() DO SELECT 1"))
                                .name()
                                .orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a)",
                "CREATE TABLE t (a int b)",
                "CREATE TABLE t (a int FOO)",
                "CREATE TABLE t (a int) FOO = 1",
                "CREATE TABLE t (a int, )",
                "CREATE TABLE t (PRIMARY KEY a)",
                "CREATE INDEX ON t (a)",
                "ALTER TABLE t ADD a int b",
                "ALTER TABLE t ADD UNIQUE (a) b",
                "DROP TABLE a; DROP TABLE b",
                "TRUNCATE a, b",
                "DROP INDEX i",
                "RENAME TABLE a b"
            })
    void whatIsNotUnderstood_isRefused(String sql) {
        ShardException refusal = catchThrowableOfType(ShardException.class, () -> parse(sql));
        assertThat(refusal).as(sql).isNotNull();
        assertThat(refusal.code()).isIn(ErrorCode.SYNTAX_NOT_UNDERSTOOD, ErrorCode.MULTIPLE_STATEMENTS);
    }
}
