package io.kintsugi.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.sql.StatementScanner.Inside;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementScannerTest {
    private static List<String> split(String text) {
        StatementScanner scanner = new StatementScanner(false);
        List<String> statements = new ArrayList<>(scanner.feed(text));
        scanner.finish().ifPresent(statements::add);
        return statements;
    }

    private static Inside inside(String text) {
        StatementScanner scanner = new StatementScanner(false);
        scanner.feed(text);
        return scanner.inside();
    }

    @Test
    void semicolons_endStatements() {
        assertThat(split("select 1; select 2;\nselect 3")).containsExactly("select 1", "select 2", "select 3");
    }

    @Test
    void emptyStatementsAndComments_areNoStatements() {
        assertThat(split(";;  ;\n-- nothing; here\n/* nor; here */ ;")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ';'",
                "select 'it''s; fine'",
                "select E'it\\'s; fine'",
                "select 'back\\' || ';'",
                "select \"a;b\" from t",
                "select \"a\"\";b\" from t",
                "select $$ a; 'b $$",
                "select $tag$ a; $$ ; $tag$",
                "select 1 /* a; /* b; */ c; */ + 1",
                "select 1 -- a; b\n + 1",
                "create rule r as on insert to t do (select 1; select 2)",
                "create function f() returns int begin atomic select 1; select case when true then 1 end; end",
                "create or replace procedure p() begin atomic insert into t values (1); end",
                "select $1, a$b$c from t where x = $2",
                "select 1e5, 'a' 'b;'"
            })
    void semicolonInside_doesNotEndTheStatement(String statement) {
        assertThat(split(statement + ";select 2")).containsExactly(statement, "select 2");
        assertThat(split(statement)).containsExactly(statement);
    }

    @Test
    void beginOfATransaction_isNoBody() {
        assertThat(split("begin; select 1; end;")).containsExactly("begin", "select 1", "end");
        assertThat(split("create table atomic (a int); begin; commit"))
                .containsExactly("create table atomic (a int)", "begin", "commit");
    }

    @Test
    void comments_stayInTheStatement_becauseTheyMayBeHints() {
        assertThat(split("/*kintsugi: shard=s0 */ select 1;")).containsExactly("/*kintsugi: shard=s0 */ select 1");
    }

    @Test
    void inside_saysWhatIsOpen() {
        assertThat(inside("")).isEqualTo(Inside.NOTHING);
        assertThat(inside("select 1;\n")).isEqualTo(Inside.NOTHING);
        assertThat(inside("select 1\n")).isEqualTo(Inside.STATEMENT);
        assertThat(inside("select (1;\n")).isEqualTo(Inside.PARENTHESES);
        assertThat(inside("select 'a;\n")).isEqualTo(Inside.STRING);
        assertThat(inside("select \"a;\n")).isEqualTo(Inside.IDENTIFIER);
        assertThat(inside("select $x$;\n")).isEqualTo(Inside.DOLLAR_STRING);
        assertThat(inside("/* ;\n")).isEqualTo(Inside.COMMENT);
    }

    @Test
    void linesAndWholeText_giveTheSameStatements() {
        String text = "select 'a\nb;c';\n-- x;\nselect $$\n;\n$$\n;create function f() returns int begin atomic\n"
                + "select 1;\nend;\nselect E'\\\\';\n/* a\n; */ select 2";
        StatementScanner scanner = new StatementScanner(false);
        List<String> byLine = new ArrayList<>();
        for (String line : text.split("\n")) {
            byLine.addAll(scanner.feed(line + "\n"));
        }
        scanner.finish().ifPresent(byLine::add);
        assertThat(byLine).isEqualTo(split(text)).hasSize(5);
    }

    /** Whatever is typed, the scanner ends, loses no character of a statement, and knows when it is inside nothing. */
    @Test
    void randomSoup_neverHangsAndNeverLosesText() {
        long seed = Long.getLong("kintsugi.seed", 7L);
        Random random = new Random(seed);
        String[] pieces = {
            "'",
            "\"",
            "$$",
            "$a$",
            ";",
            "(",
            ")",
            "--",
            "/*",
            "*/",
            "\n",
            " ",
            "e",
            "E'",
            "\\",
            "begin",
            " atomic ",
            "end",
            "case",
            "create function ",
            "x1",
            "$1",
            "é"
        };
        for (int run = 0; run < 3_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int count = random.nextInt(20); count > 0; count--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            for (String statement : split(text.toString())) {
                assertThat(text.toString()).as("seed %d", seed).contains(statement);
            }
        }
    }

    @Test
    void mySqlText_isCutByItsOwnQuotesAndComments() {
        StatementScanner scanner = new StatementScanner(true);
        assertThat(scanner.feed("select 'it\\'s; one', \"two\\\"; \", `three;` # four; five\n; select $a$;"))
                .containsExactly("select 'it\\'s; one', \"two\\\"; \", `three;` # four; five", "select $a$");
        assertThat(scanner.feed("select `open;")).isEmpty();
        assertThat(scanner.inside()).isEqualTo(Inside.BACKTICKS);
    }
}
