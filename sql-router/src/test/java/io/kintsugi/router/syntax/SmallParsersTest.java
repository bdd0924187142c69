package io.kintsugi.router.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
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
        LexedSql sql = lex("EXPLAIN (ROUTE, ANALYZE off) SELECT 1");
        ExplainCommand command = ExplainCommand.parse(sql);
        assertThat(command.options()).containsExactly("route", "estimates");
        assertThat(sql.text(command.statementFirst())).isEqualTo("SELECT");
        assertThat(ExplainCommand.parse(lex("EXPLAIN ANALYZE VERBOSE SELECT 1")).options())
                .containsExactly("analyze", "verbose");
        assertThat(ExplainCommand.parse(lex("EXPLAIN (SERIALIZE NONE, BUFFERS, COSTS off) SELECT 1"))
                        .options())
                .containsExactly("buffers");
        assertThat(ExplainCommand.parse(lex("EXPLAIN (SELECT 1)")).statementFirst())
                .isEqualTo(1);
        assertThatThrownBy(() -> ExplainCommand.parse(lex("EXPLAIN"))).isInstanceOf(ShardException.class);
    }

    @Test
    void explainOfARoute_isAnalyzedWhereItSaysSo() {
        for (String on : List.of("", " true", " ON", " 1", " 'on'", " off, ANALYZE")) {
            ExplainCommand command = ExplainCommand.parse(lex("EXPLAIN (ANALYZE" + on + ", ROUTE) SELECT 1"));
            assertThat(command.analyze()).as(on).isTrue();
            assertThat(command.route()).as(on).isTrue();
            assertThat(command.estimates()).as(on).isFalse();
        }
        for (String off : List.of(" false", " off", " 0", " 'FALSE'", ", ANALYSE 0")) {
            ExplainCommand command = ExplainCommand.parse(lex("EXPLAIN (ROUTE TRUE, ANALYZE" + off + ") SELECT 1"));
            assertThat(command.analyze()).as(off).isFalse();
            assertThat(command.estimates()).as(off).isTrue();
        }
    }

    @Test
    void estimatesOfARoute_areSwitchedByTheirOwnOption() {
        assertThat(ExplainCommand.parse(lex("EXPLAIN (ROUTE, ESTIMATES off) SELECT 1"))
                        .options())
                .containsExactly("route");
        assertThat(ExplainCommand.parse(lex("EXPLAIN (ROUTE, ANALYZE, ESTIMATES) SELECT 1"))
                        .options())
                .containsExactly("route", "analyze", "estimates");
    }

    @Test
    void badOptionsOfARoute_areNamedWithTheirPlace() {
        assertBadOption("EXPLAIN (ROUTE, BUFFERS) SELECT 1", "no option 'BUFFERS' (line 1, column 17)");
        assertBadOption("EXPLAIN (ANALYZE maybe, ROUTE) SELECT 1", "not 'maybe' (line 1, column 18)");
        assertBadOption("EXPLAIN (ROUTE,\n ANALYZE 2) SELECT 1", "not '2' (line 2, column 10)");
        assertBadOption("EXPLAIN (ROUTE off) SELECT 1", "only be switched on (line 1, column 10)");
        assertBadOption("EXPLAIN (ROUTE, ANALYZE on off) SELECT 1", "near 'off' (line 1, column 28)");
        assertBadOption("EXPLAIN (ROUTE, ) SELECT 1", "near ')' (line 1, column 17)");
    }

    private static void assertBadOption(String sql, String message) {
        assertThatThrownBy(() -> ExplainCommand.parse(lex(sql)))
                .isInstanceOf(ShardException.class)
                .hasMessageContaining(message);
    }
}
