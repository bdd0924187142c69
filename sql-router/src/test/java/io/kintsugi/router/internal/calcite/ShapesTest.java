package io.kintsugi.router.internal.calcite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementParser;
import io.kintsugi.router.syntax.SyntaxNode;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.topology.Dialect;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every construct has the tree PostgreSQL would give it, with exact spans, or is refused. */
class ShapesTest {
    private final StatementParser parser = CalciteStatementParser.of(Dialect.POSTGRESQL);

    static List<SyntaxSamples.Sample> samples() {
        return SyntaxSamples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void parse_ofEachConstruct_givesItsTreeOrRefuses(SyntaxSamples.Sample sample) {
        if (sample.refused()) {
            ShardException refusal = catchThrowableOfType(ShardException.class, () -> parser.parse(lex(sample.sql())));
            assertThat(refusal).as(sample.sql()).isNotNull();
            assertThat(refusal.code()).isEqualTo(ErrorCode.SYNTAX_NOT_UNDERSTOOD);
            return;
        }
        LexedSql sql = lex(sample.sql());
        Statement statement = parser.parse(sql);
        TokenAccounting.verify(sql, statement);
        assertThat(TreeText.of(sql, statement)).isEqualTo(sample.tree());
        SyntaxWalker.walk(statement, node -> assertRelexes(sql, node));
    }

    private static LexedSql lex(String sql) {
        return SqlLexer.postgreSql(
                        sql.contains("?") && !sql.contains("$") && !sql.contains("?|")
                                ? ParameterStyle.QUESTION_MARK
                                : ParameterStyle.NUMBERED)
                .lex(sql);
    }

    /** The text at a span has exactly the tokens of the span. */
    private static void assertRelexes(LexedSql sql, SyntaxNode node) {
        int first = node.span().first();
        String text = sql.text(first, node.span().end());
        LexedSql again = SqlLexer.postgreSql(sql.parameterStyle()).lex(text);
        assertThat(again.count()).as(text).isEqualTo(node.span().size());
        for (int i = 0; i < again.count(); i++) {
            assertThat(again.text(i)).isEqualTo(sql.text(first + i));
        }
    }
}
