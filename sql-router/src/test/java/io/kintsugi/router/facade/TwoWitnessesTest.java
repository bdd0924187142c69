package io.kintsugi.router.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.NormalizedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlNormalizer;
import io.kintsugi.router.lexer.StatementClassifier;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.planner.PlannedStatement;
import io.kintsugi.router.planner.StatementPlanner;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.TokenMap;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementParser;
import io.kintsugi.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A parser that takes every OR for an AND, as one with a wrong precedence might: the tree says that a key binds the
 * statement, the tokens say that it does not. The tokens must be believed.
 */
final class TwoWitnessesTest {
    private final DialectReaders readers = new DialectReaders(RouterConfig.defaults());
    private final StatementParser truth = readers.parser();

    /** The same number of tokens, so that the tree fits the text in all but its meaning. */
    private final StatementParser liar = this::misread;

    private RoutingContext context =
            RouteCases.postgreSql().context(RouteCases.postgreSql().topology("shop"));

    private Statement misread(LexedSql sql) {
        String text =
                sql.sql().replace(" OR ", " AND ").replace(" XOR ", " AND ").replace(" || ", " AND ");
        return truth.parse(readers.lexer(context).lex(text));
    }

    private ExecutionPlan plan(String text, StatementParser parser) {
        LexedSql sql = readers.lexer(context).lex(text);
        NormalizedSql normalized = SqlNormalizer.normalize(sql);
        PlannedStatement planned = new StatementPlanner(ParameterStyle.QUESTION_MARK, parser)
                .plan(sql, normalized, StatementClassifier.classify(sql), context);
        BoundText bound = new BoundText(sql, TokenMap.between(normalized, normalized), context);
        return new CachedRoute(bound, planned.plan().orElseThrow()).bind(RouteCases.values(), List.of());
    }

    private void assertNotBound(String text) {
        assertThat(plan(text.replace(" OR ", " AND ").replace(" XOR ", " AND ").replace(" || ", " AND "), truth))
                .as("what the liar says: " + text)
                .isInstanceOf(ExecutionPlan.SingleShard.class);
        assertThat(plan(text, liar)).as(text).isNotInstanceOf(ExecutionPlan.SingleShard.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "SELECT status FROM orders WHERE user_id = 7 OR pieces = 1",
                "SELECT status FROM orders WHERE pieces = 1 OR user_id = 7",
                "SELECT status FROM orders WHERE (user_id = 7 OR pieces = 1) AND pieces = 2",
                "SELECT status FROM orders WHERE pieces = 2 AND (user_id IN (7) OR pieces = 1)",
                "SELECT 1 FROM orders o JOIN users u USING (user_id) WHERE u.user_id = 7 OR o.pieces = 1",
                "DELETE FROM orders WHERE user_id = 7 OR pieces = 1",
                "UPDATE orders SET status = 'x' WHERE pieces = 1 OR user_id = 7"
            })
    void orTakenForAnd_doesNotRoute(String text) {
        assertNotBound(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "SELECT status FROM orders WHERE user_id = 7 XOR pieces = 1",
                "SELECT status FROM orders WHERE user_id = 7 || pieces = 1",
                "SELECT status FROM orders WHERE pieces = 1 OR user_id = 7",
                "DELETE FROM orders WHERE user_id = 7 || pieces = 1"
            })
    void orTakenForAnd_doesNotRoute_inMySql(String text) {
        RouteCases cases = RouteCases.in(Path.of("src/test/resources/routes/mysql"));
        Topology topology = cases.topology("shop");
        context = cases.context(topology);
        assertNotBound(text);
    }
}
