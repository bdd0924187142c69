package io.kintsugi.router.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.syntax.DdlStatement.AlterAction;
import io.kintsugi.router.syntax.DdlStatement.ColumnDefinition;
import io.kintsugi.router.syntax.DdlStatement.ConstraintKind;
import io.kintsugi.router.syntax.DdlStatement.Identity;
import io.kintsugi.router.syntax.SettingCommand.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallParsersTest {
    private static LexedSql lex(String sql) {
        return SqlLexer.postgreSql(ParameterStyle.NUMBERED).lex(sql);
    }

    private static TransactionCommand transaction(String sql) {
        return TransactionCommand.parse(lex(sql));
    }

    private static SettingCommand setting(String sql) {
        return SettingCommand.parse(lex(sql));
    }

    @Test
    void transaction_ofEachCommand_isRead() {
        TransactionModes modes = new TransactionModes(
                TransactionModes.Isolation.SERIALIZABLE,
                TransactionModes.Access.READ_ONLY,
                TransactionModes.Deferrability.DEFERRABLE);
        assertThat(transaction("BEGIN")).isEqualTo(new TransactionCommand.Begin(TransactionModes.NONE));
        assertThat(transaction("begin work isolation level serializable, read only deferrable;"))
                .isEqualTo(new TransactionCommand.Begin(modes));
        assertThat(transaction("START TRANSACTION ISOLATION LEVEL READ COMMITTED"))
                .isEqualTo(new TransactionCommand.Begin(new TransactionModes(
                        TransactionModes.Isolation.READ_COMMITTED,
                        TransactionModes.Access.DEFAULT,
                        TransactionModes.Deferrability.DEFAULT)));
        assertThat(transaction("commit and chain")).isEqualTo(new TransactionCommand.Commit(true));
        assertThat(transaction("END TRANSACTION AND NO CHAIN")).isEqualTo(new TransactionCommand.Commit(false));
        assertThat(transaction("abort")).isEqualTo(new TransactionCommand.Rollback(false));
        assertThat(transaction("SAVEPOINT A1")).isEqualTo(new TransactionCommand.Savepoint("a1"));
        assertThat(transaction("RELEASE SAVEPOINT \"A\"")).isEqualTo(new TransactionCommand.Release("A"));
        assertThat(transaction("ROLLBACK WORK TO SAVEPOINT a")).isEqualTo(new TransactionCommand.RollbackTo("a"));
        assertThat(transaction("PREPARE TRANSACTION 'x''y'")).isEqualTo(new TransactionCommand.Prepare("x'y"));
        assertThat(transaction("COMMIT PREPARED 'x'")).isEqualTo(new TransactionCommand.CommitPrepared("x"));
        assertThat(transaction("ROLLBACK PREPARED 'x'")).isEqualTo(new TransactionCommand.RollbackPrepared("x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN foo",
                "COMMIT x",
                "SAVEPOINT",
                "ROLLBACK TO",
                "START",
                "BEGIN; COMMIT",
                "PREPARE TRANSACTION x",
                ""
            })
    void transaction_ofBrokenCommand_isRefused(String sql) {
        assertThatThrownBy(() -> transaction(sql)).isInstanceOf(ShardException.class);
    }

    @Test
    void setting_ofEachForm_isRead() {
        assertVariable("SET search_path TO a, \"B\", 'c d'", Scope.SESSION, "search_path", "a", "B", "c d");
        assertVariable("set session Statement_Timeout = -1", Scope.SESSION, "statement_timeout", "-1");
        assertVariable("SET LOCAL app.tenant = '7'", Scope.LOCAL, "app.tenant", "7");
        assertVariable("SET TIME ZONE 'UTC'", Scope.SESSION, "timezone", "UTC");
        assertVariable("SET LOCAL TIME ZONE LOCAL", Scope.LOCAL, "timezone");
        assertVariable("SET x TO DEFAULT", Scope.SESSION, "x");
        assertVariable("SET ROLE none", Scope.SESSION, "role", "none");
        assertVariable("SET SESSION AUTHORIZATION bob", Scope.SESSION, "session_authorization", "bob");
        assertVariable("SET NAMES 'utf8'", Scope.SESSION, "client_encoding", "utf8");
        assertVariable("SET enable_seqscan = off", Scope.SESSION, "enable_seqscan", "off");
        assertThat(setting("SET TRANSACTION READ ONLY")).isInstanceOf(SettingCommand.SetTransaction.class);
        assertThat(setting("SET TRANSACTION SNAPSHOT 'x'")).isEqualTo(new SettingCommand.SetSnapshot("x"));
        assertThat(setting("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
                .isInstanceOf(SettingCommand.SetSessionCharacteristics.class);
        assertThat(setting("SET CONSTRAINTS ALL DEFERRED"))
                .isEqualTo(new SettingCommand.SetConstraints(List.of(), true));
        assertThat(setting("SHOW TIME ZONE")).isEqualTo(new SettingCommand.Show("timezone"));
        assertThat(setting("SHOW transaction isolation level"))
                .isEqualTo(new SettingCommand.Show("transaction_isolation"));
        assertThat(setting("RESET ALL")).isEqualTo(new SettingCommand.Reset("all"));
        assertThat(setting("DISCARD PLANS")).isEqualTo(new SettingCommand.Discard("plans"));
        assertThatThrownBy(() -> setting("SET x")).isInstanceOf(ShardException.class);
        assertThatThrownBy(() -> setting("SET x = 1 2")).isInstanceOf(ShardException.class);
    }

    private static void assertVariable(String sql, Scope scope, String name, String... values) {
        SettingCommand.SetVariable set = (SettingCommand.SetVariable) setting(sql);
        assertThat(set.scope()).isEqualTo(scope);
        assertThat(set.name()).isEqualTo(name);
        assertThat(set.values()).containsExactly(values);
    }

    @Test
    void explain_options_areRead() {
        LexedSql sql = lex("EXPLAIN (ROUTE, ANALYZE off, VERBOSE true) SELECT 1");
        ExplainCommand command = ExplainCommand.parse(sql);
        assertThat(command.options()).containsExactly("route", "verbose");
        assertThat(command.route()).isTrue();
        assertThat(command.analyze()).isFalse();
        assertThat(sql.text(command.statementFirst())).isEqualTo("SELECT");
        assertThat(ExplainCommand.parse(lex("EXPLAIN ANALYZE VERBOSE SELECT 1")).options())
                .containsExactly("analyze", "verbose");
        assertThat(ExplainCommand.parse(lex("EXPLAIN (SELECT 1)")).statementFirst())
                .isEqualTo(1);
        assertThatThrownBy(() -> ExplainCommand.parse(lex("EXPLAIN"))).isInstanceOf(ShardException.class);
    }

    @Test
    void createTable_isReadWithColumnsAndKeys() {
        LexedSql sql = lex("CREATE TABLE IF NOT EXISTS app.orders ("
                + "id bigint GENERATED ALWAYS AS IDENTITY (START 5) PRIMARY KEY, user_id int NOT NULL REFERENCES users (id) ON DELETE SET NULL"
                + " ON UPDATE NO ACTION DEFERRABLE, code varchar(20)[] COLLATE \"C\" DEFAULT 'x'::text UNIQUE,"
                + " at timestamp with time zone DEFAULT now() NOT NULL, n serial, total numeric(10, 2) CHECK (total > 0),"
                + " g int GENERATED ALWAYS AS (n + 1) STORED, u uuid DEFAULT gen_random_uuid(), d date DEFAULT CURRENT_DATE,"
                + " CONSTRAINT k UNIQUE (user_id, code), PRIMARY KEY (id), FOREIGN KEY (user_id) REFERENCES app.users, CHECK (n > 1),"
                + " EXCLUDE USING gist (code WITH =)) PARTITION BY RANGE (id)");
        DdlStatement.CreateTable table = (DdlStatement.CreateTable) DdlStatement.parse(sql);
        assertThat(table.name().name()).isEqualTo("orders");
        assertThat(table.ifNotExists()).isTrue();
        assertThat(table.partitioned()).isTrue();
        assertThat(table.like()).isFalse();
        assertThat(table.columns())
                .extracting(column -> column.name().name() + " " + column.type())
                .containsExactly(
                        "id bigint",
                        "user_id int",
                        "code varchar(20)[]",
                        "at timestamp with time zone",
                        "n serial",
                        "total numeric(10,2)",
                        "g int",
                        "u uuid",
                        "d date");
        ColumnDefinition id = table.columns().get(0);
        assertThat(id.identity()).isEqualTo(Identity.ALWAYS);
        assertThat(id.constraints())
                .extracting(DdlStatement.TableConstraint::kind)
                .containsExactly(ConstraintKind.PRIMARY_KEY);
        ColumnDefinition user = table.columns().get(1);
        assertThat(user.notNull()).isTrue();
        assertThat(user.constraints().get(0).references().orElseThrow().name()).isEqualTo("users");
        assertThat(table.columns().get(2).collation()).isPresent();
        assertThat(table.columns().get(2).constraints()).hasSize(1);
        assertThat(table.columns().get(3).notNull()).isTrue();
        assertThat(table.columns().get(3).defaultFunctions()).containsExactly("now");
        assertThat(table.columns().get(6).generated()).isTrue();
        assertThat(table.columns().get(7).defaultFunctions()).containsExactly("gen_random_uuid");
        assertThat(table.columns().get(8).defaultFunctions()).containsExactly("current_date");
        assertThat(table.constraints())
                .extracting(DdlStatement.TableConstraint::kind)
                .containsExactly(
                        ConstraintKind.UNIQUE,
                        ConstraintKind.PRIMARY_KEY,
                        ConstraintKind.FOREIGN_KEY,
                        ConstraintKind.CHECK,
                        ConstraintKind.EXCLUDE);
        assertThat(table.constraints().get(0).columns())
                .extracting(Identifier::name)
                .containsExactly("user_id", "code");
    }

    @Test
    void createTable_ofOtherForms_isRead() {
        assertThat(table("CREATE TABLE t AS SELECT 1").asQuery()).isPresent();
        assertThat(table("CREATE TABLE t (a, b) AS SELECT 1, 2").asQuery()).isPresent();
        assertThat(table("CREATE TABLE t (LIKE s INCLUDING ALL, b int)").like()).isTrue();
        assertThat(table("CREATE TEMP TABLE t (a int) ON COMMIT DROP").temporary())
                .isTrue();
        assertThat(table("CREATE TABLE t PARTITION OF s FOR VALUES IN (1)").like())
                .isTrue();
        assertThat(table("CREATE TABLE t ()").columns()).isEmpty();
    }

    private static DdlStatement.CreateTable table(String sql) {
        return (DdlStatement.CreateTable) DdlStatement.parse(lex(sql));
    }

    @Test
    void otherDefinitions_areRead() {
        DdlStatement.CreateIndex index = (DdlStatement.CreateIndex) DdlStatement.parse(
                lex("CREATE UNIQUE INDEX CONCURRENTLY i ON s.t USING btree (a DESC, lower(b), c) INCLUDE (d) WHERE e"));
        assertThat(index.columns()).extracting(Identifier::name).containsExactly("a", "c");
        assertThat(index.unique() && index.concurrently() && index.expressions() && index.where())
                .isTrue();
        DdlStatement.DropObjects drop =
                (DdlStatement.DropObjects) DdlStatement.parse(lex("DROP TABLE IF EXISTS a, s.b CASCADE"));
        assertThat(drop.names()).hasSize(2);
        assertThat(drop.ifExists() && drop.cascade()).isTrue();
        assertThat(((DdlStatement.Truncate) DdlStatement.parse(lex("TRUNCATE ONLY a, b RESTART IDENTITY"))).tables())
                .hasSize(2);
        DdlStatement.CreateObject view =
                (DdlStatement.CreateObject) DdlStatement.parse(lex("CREATE OR REPLACE VIEW v AS SELECT 1"));
        assertThat(view.kind()).isEqualTo("VIEW");
        assertThat(view.name().name()).isEqualTo("v");
        assertThat(((DdlStatement.Grant) DdlStatement.parse(lex("GRANT SELECT ON t TO u"))).tables())
                .hasSize(1);
        assertThat(((DdlStatement.Grant) DdlStatement.parse(lex("GRANT USAGE ON SCHEMA s TO u"))).tables())
                .isEmpty();
        assertThat(DdlStatement.parse(lex("CREATE ROLE r"))).isInstanceOf(DdlStatement.OtherDdl.class);
        assertThat(DdlStatement.parse(lex("COMMENT ON COLUMN t.a IS 'x'"))).isInstanceOf(DdlStatement.Comment.class);
    }

    @Test
    void alterTable_actions_areRead() {
        DdlStatement.AlterTable alter = (DdlStatement.AlterTable)
                DdlStatement.parse(lex("ALTER TABLE ONLY t ADD COLUMN IF NOT EXISTS a int DEFAULT 1,"
                        + " DROP COLUMN b CASCADE, ALTER COLUMN c TYPE bigint USING (c + 1), ADD CONSTRAINT k PRIMARY KEY (a), DROP CONSTRAINT x,"
                        + " ENABLE ROW LEVEL SECURITY, RENAME d TO e, SET SCHEMA s"));
        assertThat(alter.actions())
                .extracting(action -> (Object) action.getClass())
                .containsExactly(
                        AlterAction.AddColumn.class,
                        AlterAction.DropColumn.class,
                        AlterAction.AlterColumn.class,
                        AlterAction.AddConstraint.class,
                        AlterAction.DropConstraint.class,
                        AlterAction.Other.class,
                        AlterAction.RenameColumn.class,
                        AlterAction.SetSchema.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE",
                "CREATE TABLE t (a int",
                "CREATE INDEX ON t (",
                "ALTER TABLE t ADD",
                "DROP TABLE",
                "TRUNCATE",
                "CREATE TABLE t (a)",
                "ALTER TABLE t ADD COLUMN a",
                "CREATE TABLE t (a int REFERENCES s ON DELETE FOO)"
            })
    void definition_ofBrokenText_isRefused(String sql) {
        assertThatThrownBy(() -> DdlStatement.parse(lex(sql))).isInstanceOf(ShardException.class);
    }
}
