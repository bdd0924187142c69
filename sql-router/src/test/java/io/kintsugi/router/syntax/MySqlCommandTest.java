package io.kintsugi.router.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.syntax.MySqlCommand.VariableSetting;
import io.kintsugi.router.syntax.TransactionModes.Access;
import io.kintsugi.router.syntax.TransactionModes.Isolation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlCommandTest {
    private static LexedSql lex(String sql) {
        return SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.DEFAULT).lex(sql);
    }

    private static MySqlCommand parse(String sql) {
        return MySqlCommand.parse(lex(sql));
    }

    private static List<VariableSetting> settings(String sql) {
        return ((MySqlCommand.SetVariables) parse(sql)).settings();
    }

    @Test
    void set_ofSeveralVariables_keepsScopesNamesAndConstants() {
        List<VariableSetting> settings = settings(
                "SET @A := 1 + (2, 3), autocommit = ON, @@global.x = 'it''s', SESSION sql_mode = '', y = -5, @@z = DEFAULT;");
        assertThat(settings.stream().map(setting -> setting.scope() + " " + setting.name()))
                .containsExactly(
                        "USER a", "SESSION autocommit", "GLOBAL x", "SESSION sql_mode", "SESSION y", "SYSTEM z");
        assertThat(settings.stream().map(VariableSetting::constant))
                .containsExactly(
                        Optional.empty(),
                        Optional.of("ON"),
                        Optional.of("it's"),
                        Optional.of(""),
                        Optional.of("-5"),
                        Optional.empty());
        assertThat(settings.get(5).isDefault()).isTrue();
    }

    /** As the server has it: SET SESSION a = 1, GLOBAL b = 2, c = 3 sets the global c. */
    @Test
    void set_keepsTheLastScopeForBareNames() {
        assertThat(settings("SET SESSION a = 1, GLOBAL b = 2, c = 3, @@session.d = 4, e = 5").stream()
                        .map(VariableSetting::scope))
                .containsExactly(
                        VariableScope.SESSION,
                        VariableScope.GLOBAL,
                        VariableScope.GLOBAL,
                        VariableScope.SESSION,
                        VariableScope.GLOBAL);
    }

    @Test
    void set_ofNamesAndTransactions_isTold() {
        assertThat(parse("SET NAMES UTF8MB4 COLLATE 'utf8mb4_bin'"))
                .isEqualTo(new MySqlCommand.SetNames(Optional.of("utf8mb4"), Optional.of("utf8mb4_bin")));
        assertThat(parse("SET NAMES DEFAULT")).isEqualTo(new MySqlCommand.SetNames(Optional.empty(), Optional.empty()));
        assertThat(parse("SET CHARACTER SET 'latin1'"))
                .isEqualTo(new MySqlCommand.SetCharacterSet(Optional.of("latin1")));
        MySqlCommand.SetTransaction next =
                (MySqlCommand.SetTransaction) parse("SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY");
        assertThat(next.scope()).isEqualTo(VariableScope.SYSTEM);
        assertThat(next.modes().isolation()).isEqualTo(Isolation.READ_COMMITTED);
        assertThat(next.modes().access()).isEqualTo(Access.READ_ONLY);
        assertThat(((MySqlCommand.SetTransaction) parse("SET GLOBAL TRANSACTION READ WRITE")).scope())
                .isEqualTo(VariableScope.GLOBAL);
        assertThat(parse("SET DEFAULT ROLE a TO b")).isEqualTo(new MySqlCommand.SetOther("DEFAULT ROLE"));
        assertThat(parse("SET PASSWORD = 'x'")).isEqualTo(new MySqlCommand.SetOther("PASSWORD"));
    }

    @Test
    void show_namesItsObject() {
        MySqlCommand.Show columns = (MySqlCommand.Show) parse("SHOW FULL COLUMNS FROM `T` FROM Shop LIKE 'a%'");
        assertThat(columns.what()).isEqualTo("FULL COLUMNS");
        assertThat(columns.object().orElseThrow().name()).isEqualTo("T");
        assertThat(columns.database().orElseThrow().name()).isEqualTo("Shop");
        MySqlCommand.Show create = (MySqlCommand.Show) parse("show create table x.t");
        assertThat(create.what()).isEqualTo("CREATE TABLE");
        assertThat(create.object().orElseThrow().qualifier()).contains("x");
        MySqlCommand.Show tables = (MySqlCommand.Show) parse("SHOW TABLES IN d WHERE a = 1");
        assertThat(tables.database().orElseThrow().name()).isEqualTo("d");
        assertThat(((MySqlCommand.Show) parse("SHOW SESSION VARIABLES LIKE 'x'")).what())
                .isEqualTo("SESSION VARIABLES");
        assertThat(((MySqlCommand.Show) parse("SHOW COUNT(*) WARNINGS")).what()).isEqualTo("COUNT WARNINGS");
        assertThat(((MySqlCommand.Show) parse("SHOW WARNINGS LIMIT 5")).what()).isEqualTo("WARNINGS");
    }

    @Test
    void otherCommands_areTold() {
        assertThat(parse("USE `Shop`")).isEqualTo(new MySqlCommand.Use("Shop"));
        assertThat(((MySqlCommand.Describe) parse("DESC t a")).table().name()).isEqualTo("t");
        assertThat(((MySqlCommand.LockTables) parse("LOCK TABLES a AS x READ LOCAL, b WRITE"))
                        .tables().stream()
                                .map(lock -> lock.table().name()
                                        + lock.alias().map(Identifier::name).orElse("")
                                        + lock.write()))
                .containsExactly("axfalse", "btrue");
        assertThat(parse("UNLOCK TABLES")).isEqualTo(new MySqlCommand.UnlockTables());
        assertThat(((MySqlCommand.Do) parse("DO sleep(1), 2")).expressions().size())
                .isEqualTo(6);
        assertThat(((MySqlCommand.Call) parse("CALL x.p(1, @a)")).arguments().size())
                .isEqualTo(3);
        assertThat(((MySqlCommand.Call) parse("CALL p")).arguments().size()).isZero();
        assertThat(((MySqlCommand.LoadData) parse("LOAD DATA LOCAL INFILE 'x' INTO TABLE t FIELDS TERMINATED BY ','"))
                        .local())
                .isTrue();
        assertThat(((MySqlCommand.Kill) parse("KILL QUERY 5")).query()).isTrue();
        assertThat(parse("PREPARE P FROM 'select 1'")).isEqualTo(new MySqlCommand.Prepare("p"));
        assertThat(parse("EXECUTE p USING @a")).isEqualTo(new MySqlCommand.Execute("p"));
        assertThat(parse("DROP PREPARE p")).isEqualTo(new MySqlCommand.Deallocate("p"));
        assertThat(((MySqlCommand.TableUpkeep) parse("OPTIMIZE LOCAL TABLE a, b")).tables())
                .hasSize(2);
        assertThat(parse("XA START 'a'")).isEqualTo(new MySqlCommand.Xa("START"));
        assertThat(parse("FLUSH TABLES")).isEqualTo(new MySqlCommand.Administration("FLUSH"));
        assertThat(((MySqlCommand.Handler) parse("HANDLER t READ FIRST"))
                        .table()
                        .name())
                .isEqualTo("t");
    }

    @Test
    void transactionControl_isRead() {
        assertThat(TransactionCommand.parse(lex("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")))
                .isEqualTo(new TransactionCommand.Begin(
                        new TransactionModes(
                                Isolation.DEFAULT, Access.READ_ONLY, TransactionModes.Deferrability.DEFAULT),
                        true));
        assertThat(TransactionCommand.parse(lex("BEGIN WORK;")))
                .isEqualTo(new TransactionCommand.Begin(TransactionModes.NONE));
        assertThat(TransactionCommand.parse(lex("COMMIT AND CHAIN NO RELEASE")))
                .isEqualTo(new TransactionCommand.Commit(true, false));
        assertThat(TransactionCommand.parse(lex("ROLLBACK WORK RELEASE")))
                .isEqualTo(new TransactionCommand.Rollback(false, true));
        assertThat(TransactionCommand.parse(lex("ROLLBACK TO `A`"))).isEqualTo(new TransactionCommand.RollbackTo("a"));
        assertThat(TransactionCommand.parse(lex("RELEASE SAVEPOINT a"))).isEqualTo(new TransactionCommand.Release("a"));
    }

    @Test
    void explain_tellsWhereTheStatementBegins() {
        assertThat(ExplainCommand.parse(lex("EXPLAIN ANALYZE FORMAT = TREE SELECT 1")))
                .isEqualTo(new ExplainCommand(List.of("analyze"), 5));
        assertThat(ExplainCommand.parse(lex("DESC (ROUTE) SELECT 1")).route()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET",
                "SET a",
                "SET a =",
                "SET NAMES utf8, a = 1",
                "SET a = 1, NAMES utf8",
                "SET SESSION TRANSACTION",
                "USE a b",
                "LOCK TABLES a",
                "UNLOCK",
                "KILL",
                "CALL p(1) x",
                "SHOW",
                "SHOW COLUMNS",
                "PREPARE",
                "OPTIMIZE a",
                "MERGE INTO t",
                "UNLOCK TABLES; SELECT 1"
            })
    void whatIsNotUnderstood_isRefused(String sql) {
        ShardException refusal = catchThrowableOfType(ShardException.class, () -> parse(sql));
        assertThat(refusal).as(sql).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.SYNTAX_NOT_UNDERSTOOD);
    }
}
