package io.kintsugi.router.internal.calcite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.BareConjunctScan;
import io.kintsugi.router.lexer.LexedSql;
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
import io.kintsugi.router.syntax.SettingCommand;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementParser;
import io.kintsugi.router.syntax.TableReferences;
import io.kintsugi.router.syntax.TransactionCommand;
import io.kintsugi.testkit.report.Seed;
import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Broken statements are refused with our error, and whatever is understood accounts for its tokens. */
class FuzzTest {
    private final StatementParser parser = CalciteStatementParser.of(Dialect.POSTGRESQL);
    private final SqlLexer lexer = SqlLexer.postgreSql(ParameterStyle.QUESTION_MARK);

    @Test
    void parse_ofMutatedStatements_refusesOrAccountsForEveryToken() {
        run(20_261_120L, 20_000);
    }

    @Test
    @Tag("proof")
    void parse_ofManyMutatedStatements_refusesOrAccountsForEveryToken() {
        long seed = Seed.of("mutants");
        run(seed, 2_000_000);
    }

    private void run(long seed, int rounds) {
        System.out.println("fuzz seed " + seed);
        Random random = new Random(seed);
        List<String> seeds = new ArrayList<>(SyntaxSamples.statements());
        seeds.addAll(Corpus.statements("app-postgres.sql"));
        seeds.addAll(Corpus.statements("hibernate-postgres.sql"));
        int understood = 0;
        for (int round = 0; round < rounds; round++) {
            String sql = mutate(seeds.get(random.nextInt(seeds.size())), seeds, random);
            understood += check(sql, seed) ? 1 : 0;
        }
        System.out.println("fuzz: " + understood + " of " + rounds + " mutants understood");
        assertThat(understood).isPositive();
    }

    private boolean check(String text, long seed) {
        try {
            LexedSql sql = lexer.lex(text);
            StatementSplitter.split(sql);
            SqlNormalizer.normalize(sql);
            BareConjunctScan.of(sql, new TokenSpan(0, sql.count()));
            for (int i = 0; i < sql.count(); i++) {
                decode(sql, i);
            }
            return statement(sql);
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

    private boolean statement(LexedSql sql) {
        StatementClass statementClass = StatementClassifier.classify(sql);
        if (statementClass.isQueryOrChange()) {
            Statement statement = parser.parse(sql);
            TokenAccounting.verify(sql, statement);
            TableReferences.of(statement);
            return true;
        }
        if (statementClass.isDefinition()) {
            DdlParser.parse(sql);
            return true;
        }
        switch (statementClass) {
            case SET, SHOW, RESET, DISCARD -> SettingCommand.parse(sql);
            case EXPLAIN, EXPLAIN_ROUTE -> ExplainCommand.parse(sql);
            default -> TransactionCommand.parse(sql);
        }
        return true;
    }

    private static final List<String> FRAGMENTS = List.of(
            "(",
            ")",
            ",",
            ";",
            "'",
            "\"",
            "$$",
            "$1",
            "?",
            "::int[]",
            "--",
            "/*",
            "*/",
            " AND ",
            " OR ",
            " NOT ",
            " IN ",
            " BETWEEN ",
            " UNION ALL ",
            " LIMIT 1",
            " FOR UPDATE",
            "SELECT ",
            " FROM t ",
            " WHERE ",
            " ON ",
            " AS ",
            "*",
            "-",
            "||",
            "[1]",
            "[:]",
            ".",
            ":=",
            "=>",
            " IS NULL",
            " COLLATE \"C\"",
            " AT TIME ZONE 'x'",
            "E'\\x'",
            "U&'\\00e9'",
            "1e",
            "0x",
            "\u0000",
            "\ud83d",
            " CASE WHEN ",
            " END ",
            " INTERVAL '1' ",
            " EXISTS (",
            " ANY (",
            " OVER (",
            " RETURNING ",
            " ON CONFLICT ",
            " DEFAULT ",
            " VALUES ",
            " WITH x AS (",
            " LATERAL ",
            " DISTINCT ON (",
            " ESCAPE ",
            "\n");

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
