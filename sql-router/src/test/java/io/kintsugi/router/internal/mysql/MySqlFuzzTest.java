package io.kintsugi.router.internal.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.internal.calcite.Corpus;
import io.kintsugi.router.internal.calcite.SyntaxSamples;
import io.kintsugi.router.internal.calcite.TokenAccounting;
import io.kintsugi.router.lexer.BareConjunctScan;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.lexer.SqlNormalizer;
import io.kintsugi.router.lexer.StatementClass;
import io.kintsugi.router.lexer.StatementClassifier;
import io.kintsugi.router.lexer.StatementSplitter;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.DdlParser;
import io.kintsugi.router.syntax.ExplainCommand;
import io.kintsugi.router.syntax.MySqlCommand;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.TableReferences;
import io.kintsugi.router.syntax.TransactionCommand;
import io.kintsugi.testkit.report.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Broken statements of MySQL are refused with our error, and whatever is understood accounts for its tokens. */
class MySqlFuzzTest {
    private static final List<String> FRAGMENTS = List.of(
            "(",
            ")",
            ",",
            ";",
            "'",
            "\"",
            "`",
            "?",
            "--",
            "-- ",
            "#",
            "/*",
            "*/",
            "/*!80000 ",
            " AND ",
            " || ",
            " && ",
            " XOR ",
            " NOT ",
            "!",
            " IN ",
            " BETWEEN ",
            " UNION ALL ",
            " LIMIT 1, 2",
            " FOR UPDATE",
            "SELECT ",
            " FROM t ",
            " WHERE ",
            " ON ",
            " AS ",
            "*",
            "-",
            ".",
            ":=",
            "@a",
            "@@b",
            " IS NULL",
            " IS TRUE",
            " COLLATE x",
            "N'x'",
            "_utf8mb4'x'",
            "0x",
            "x'4d'",
            "\u0000",
            "\ud83d",
            " CASE WHEN ",
            " END ",
            " INTERVAL 1 DAY ",
            " EXISTS (",
            " ANY (",
            " OVER (",
            " ON DUPLICATE KEY UPDATE ",
            " DEFAULT ",
            " VALUES ",
            " WITH x AS (",
            " LATERAL ",
            " JSON_TABLE(",
            " MATCH (",
            " AGAINST (",
            " SEPARATOR ",
            " JOIN ",
            " LEFT JOIN ",
            " USING (",
            "->",
            "->>",
            " BINARY ",
            " ROW(",
            " SET ",
            " IGNORE ",
            " PARTITION (",
            " USE INDEX (",
            "\n",
            "{d ",
            "}");

    @Test
    void read_ofMutatedStatements_refusesOrAccountsForEveryToken() {
        run(20_000);
    }

    @Test
    @Tag("proof")
    void read_ofManyMutatedStatements_refusesOrAccountsForEveryToken() {
        run(2_000_000);
    }

    private static void run(int rounds) {
        long seed = Seed.of("mysql-fuzz");
        Random random = new Random(seed);
        List<String> seeds = new ArrayList<>();
        SyntaxSamples.all("/syntax/mysql-shapes.txt").forEach(sample -> seeds.add(sample.sql()));
        seeds.addAll(Corpus.statements("app-mysql.sql"));
        seeds.addAll(Corpus.statements("hibernate-mysql.sql"));
        String[] modes = {"", "ANSI", "NO_BACKSLASH_ESCAPES,HIGH_NOT_PRECEDENCE"};
        int understood = 0;
        for (int round = 0; round < rounds; round++) {
            String sql = mutate(seeds.get(random.nextInt(seeds.size())), seeds, random);
            SqlLexer lexer = SqlLexer.mySql(
                    ParameterStyle.QUESTION_MARK, MySqlModes.parse(modes[random.nextInt(modes.length)], 80_406));
            understood += check(lexer, sql, seed) ? 1 : 0;
        }
        System.out.println("mysql fuzz: " + understood + " of " + rounds + " mutants understood");
        assertThat(understood).isPositive();
    }

    private static boolean check(SqlLexer lexer, String text, long seed) {
        try {
            LexedSql sql = lexer.lex(text);
            StatementSplitter.split(sql);
            SqlNormalizer.normalize(sql);
            BareConjunctScan.of(sql, new TokenSpan(0, sql.count()));
            for (int i = 0; i < sql.count(); i++) {
                decode(sql, i);
            }
            read(sql, StatementClassifier.classify(sql));
            return true;
        } catch (ShardException refusal) {
            assertThat(refusal.code()).isIn(ErrorCode.SYNTAX_NOT_UNDERSTOOD, ErrorCode.MULTIPLE_STATEMENTS);
            return false;
        } catch (RuntimeException | AssertionError | StackOverflowError crash) {
            return fail("seed " + seed + ": " + text, crash);
        }
    }

    private static void decode(LexedSql sql, int i) {
        if (sql.kind(i) == TokenKind.STRING) {
            sql.unquote(i);
        }
        if (sql.kind(i) == TokenKind.QUOTED_IDENTIFIER) {
            sql.identifier(i);
        }
    }

    private static void read(LexedSql sql, StatementClass statementClass) {
        if (statementClass.isQueryOrChange()) {
            Statement statement = new MySqlStatementParser().parse(sql);
            TokenAccounting.verify(sql, statement);
            TableReferences.of(statement);
            return;
        }
        if (statementClass.isDefinition()) {
            DdlParser.parse(sql);
            return;
        }
        switch (statementClass) {
            case EXPLAIN, EXPLAIN_ROUTE -> ExplainCommand.parse(sql);
            case BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, ROLLBACK_TO -> TransactionCommand.parse(sql);
            default -> MySqlCommand.parse(sql);
        }
    }

    private static String mutate(String sql, List<String> seeds, Random random) {
        StringBuilder text = new StringBuilder(sql);
        for (int change = random.nextInt(3); change >= 0; change--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 2 -> text.replace(from, to, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 3 -> text.insert(from, text.substring(from, to));
                default -> splice(text, from, seeds.get(random.nextInt(seeds.size())), random);
            }
        }
        return text.toString();
    }

    private static void splice(StringBuilder text, int at, String other, Random random) {
        int from = random.nextInt(other.length());
        text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(30)));
    }
}
