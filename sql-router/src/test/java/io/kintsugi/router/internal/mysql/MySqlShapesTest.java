package io.kintsugi.router.internal.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.internal.calcite.SyntaxSamples;
import io.kintsugi.router.internal.calcite.TokenAccounting;
import io.kintsugi.router.internal.calcite.TreeText;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.TableReferences;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every construct has the tree MySQL would give it, with exact spans, or is refused. */
class MySqlShapesTest {
    private static final SqlLexer LEXER = SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.DEFAULT);

    private final MySqlStatementParser parser = new MySqlStatementParser();

    static List<SyntaxSamples.Sample> samples() {
        return SyntaxSamples.all("/syntax/mysql-shapes.txt");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void parse_ofEachConstruct_givesItsTreeOrRefuses(SyntaxSamples.Sample sample) {
        if (sample.refused()) {
            ShardException refusal =
                    catchThrowableOfType(ShardException.class, () -> parser.parse(LEXER.lex(sample.sql())));
            assertThat(refusal).as(sample.sql()).isNotNull();
            assertThat(refusal.code()).isEqualTo(ErrorCode.SYNTAX_NOT_UNDERSTOOD);
            return;
        }
        LexedSql sql = LEXER.lex(sample.sql());
        Statement statement = parser.parse(sql);
        TokenAccounting.verify(sql, statement);
        TableReferences.of(statement);
        assertThat(TreeText.of(sql, statement)).isEqualTo(sample.tree());
    }
}
