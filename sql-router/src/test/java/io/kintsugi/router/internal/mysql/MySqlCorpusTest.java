package io.kintsugi.router.internal.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.internal.calcite.Corpus;
import io.kintsugi.router.internal.calcite.TokenAccounting;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.lexer.StatementClass;
import io.kintsugi.router.lexer.StatementClassifier;
import io.kintsugi.router.syntax.DdlParser;
import io.kintsugi.router.syntax.MySqlCommand;
import io.kintsugi.router.syntax.TransactionCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of what real applications send to MySQL is understood, every token accounted for. */
class MySqlCorpusTest {
    /** What was refused of one kind, and why. */
    private static final class Tally {
        int total;
        final List<String> refused = new ArrayList<>();

        double percent() {
            return total == 0 ? 100 : 100.0 * (total - refused.size()) / total;
        }

        @Override
        public String toString() {
            return "%d of %d (%.1f %%)".formatted(total - refused.size(), total, percent());
        }
    }

    @ParameterizedTest
    @CsvSource({"app-mysql.sql, '', 99, 99", "hibernate-mysql.sql, ANSI_QUOTES, 95, 97"})
    void read_ofApplicationStatements_understandsNearlyAll(
            String file, String sqlMode, int leastOfQueries, int leastOfOthers) throws IOException {
        SqlLexer lexer = SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.parse(sqlMode, 80_406));
        Tally queries = new Tally();
        Tally others = new Tally();
        for (String statement : Corpus.statements(file)) {
            read(lexer, statement, queries, others);
        }
        System.out.println(file + ": understood of queries and changes " + queries + ", of all others " + others);
        List<String> refused = new ArrayList<>(queries.refused);
        refused.addAll(others.refused);
        Files.write(Path.of("target", "refused-" + file), refused);
        assertThat(queries.percent()).isGreaterThanOrEqualTo(leastOfQueries);
        assertThat(others.percent()).isGreaterThanOrEqualTo(leastOfOthers);
    }

    private static void read(SqlLexer lexer, String statement, Tally queries, Tally others) {
        boolean query = true;
        try {
            LexedSql sql = lexer.lex(statement);
            StatementClass statementClass = StatementClassifier.classify(sql);
            query = statementClass.isQueryOrChange();
            read(sql, statementClass);
        } catch (ShardException refusal) {
            assertThat(refusal.code()).isIn(ErrorCode.SYNTAX_NOT_UNDERSTOOD, ErrorCode.MULTIPLE_STATEMENTS);
            (query ? queries : others).refused.add(statement + "\n--- " + refusal.description());
        }
        (query ? queries : others).total++;
    }

    private static void read(LexedSql sql, StatementClass statementClass) {
        if (statementClass.isQueryOrChange()) {
            TokenAccounting.verify(sql, new MySqlStatementParser().parse(sql));
        } else if (statementClass.isDefinition()) {
            DdlParser.parse(sql);
        } else if (statementClass.compareTo(StatementClass.BEGIN) >= 0
                && statementClass.compareTo(StatementClass.ROLLBACK_TO) <= 0) {
            TransactionCommand.parse(sql);
        } else {
            MySqlCommand.parse(sql);
        }
    }
}
