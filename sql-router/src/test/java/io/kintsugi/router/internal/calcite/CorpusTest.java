package io.kintsugi.router.internal.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.lexer.StatementClass;
import io.kintsugi.router.lexer.StatementClassifier;
import io.kintsugi.router.syntax.DdlParser;
import io.kintsugi.topology.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of what real applications send is understood, every token accounted for. */
class CorpusTest {
    @ParameterizedTest
    @CsvSource({
        "app-postgres.sql, QUESTION_MARK, 97",
        "app-postgres-wire.sql, NUMBERED, 97",
        "hibernate-postgres.sql, QUESTION_MARK, 97"
    })
    void parse_ofApplicationStatements_understandsNearlyAll(String file, ParameterStyle style, int leastPercent)
            throws IOException {
        int total = 0;
        List<String> refused = new ArrayList<>();
        for (String statement : Corpus.statements(file)) {
            Outcome outcome = outcome(statement, style);
            total += outcome == Outcome.OTHER_CLASS ? 0 : 1;
            if (outcome == Outcome.REFUSED) {
                refused.add(statement);
            }
        }
        double percent = 100.0 * (total - refused.size()) / total;
        System.out.printf(
                "%s: %d of %d queries and changes understood (%.1f %%)%n",
                file, total - refused.size(), total, percent);
        Files.write(
                Path.of("target", "refused-" + file),
                refused.stream().map(s -> s + "\n--- " + message(s, style)).toList());
        assertThat(percent).isGreaterThanOrEqualTo(leastPercent);
    }

    @Test
    void definitions_ofApplications_areAllRead() {
        int read = 0;
        for (String statement : Corpus.statements("app-postgres.sql")) {
            LexedSql sql = SqlLexer.postgreSql(ParameterStyle.QUESTION_MARK).lex(statement);
            if (StatementClassifier.classify(sql).isDefinition()) {
                DdlParser.parse(sql);
                read++;
            }
        }
        System.out.println("app-postgres.sql: " + read + " definitions read");
        assertThat(read).isGreaterThan(400);
    }

    private enum Outcome {
        UNDERSTOOD,
        REFUSED,
        OTHER_CLASS
    }

    private static Outcome outcome(String statement, ParameterStyle style) {
        try {
            LexedSql sql = SqlLexer.postgreSql(style).lex(statement);
            StatementClass statementClass = StatementClassifier.classify(sql);
            if (!statementClass.isQueryOrChange()) {
                return Outcome.OTHER_CLASS;
            }
            TokenAccounting.verify(
                    sql, CalciteStatementParser.of(Dialect.POSTGRESQL).parse(sql));
            return Outcome.UNDERSTOOD;
        } catch (ShardException refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.SYNTAX_NOT_UNDERSTOOD);
            return Outcome.REFUSED;
        }
    }

    private static String message(String statement, ParameterStyle style) {
        try {
            CalciteStatementParser.of(Dialect.POSTGRESQL)
                    .parse(SqlLexer.postgreSql(style).lex(statement));
            return "";
        } catch (ShardException refusal) {
            return refusal.getMessage();
        }
    }
}
