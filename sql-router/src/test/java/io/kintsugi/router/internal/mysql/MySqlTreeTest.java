package io.kintsugi.router.internal.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.DeleteStatement;
import io.kintsugi.router.syntax.Distinctness;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.GroupingKind;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.IndexHint;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.router.syntax.Join;
import io.kintsugi.router.syntax.JoinKind;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.LockStrength;
import io.kintsugi.router.syntax.MultiUpdateStatement;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.QueryStatement;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SetKind;
import io.kintsugi.router.syntax.SetOperation;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementModifier;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.router.syntax.TableReference;
import io.kintsugi.router.syntax.UpdateStatement;
import io.kintsugi.router.syntax.Variable;
import io.kintsugi.router.syntax.VariableScope;
import io.kintsugi.router.syntax.WaitPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the nodes hold beside their children: modifiers, kinds, the letters of names. */
class MySqlTreeTest {
    private static LexedSql lex(String sql, String sqlMode) {
        return SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.parse(sqlMode, 80_406))
                .lex(sql);
    }

    private static Statement parse(String sql) {
        return new MySqlStatementParser().parse(lex(sql, ""));
    }

    private static Query query(String sql) {
        return ((QueryStatement) parse(sql)).query();
    }

    private static SelectBlock block(String sql) {
        return (SelectBlock) query(sql).body();
    }

    private static Expression item(String sql, String sqlMode) {
        Statement statement = new MySqlStatementParser().parse(lex(sql, sqlMode));
        SelectBlock block = (SelectBlock) ((QueryStatement) statement).query().body();
        return block.items().get(0).expression();
    }

    @Test
    void modifiers_areKept() {
        SelectBlock select = block("SELECT SQL_CALC_FOUND_ROWS DISTINCTROW SQL_NO_CACHE a FROM t");
        assertThat(select.modifiers())
                .containsExactlyInAnyOrder(StatementModifier.SQL_CALC_FOUND_ROWS, StatementModifier.SQL_NO_CACHE);
        assertThat(select.distinctness()).isEqualTo(Distinctness.DISTINCT);
        assertThat(block("SELECT sql_no_cache, b FROM t").modifiers()).isEmpty();
        InsertStatement insert = (InsertStatement) parse("INSERT IGNORE DELAYED INTO t VALUES (1)");
        assertThat(insert.modifiers()).containsExactlyInAnyOrder(StatementModifier.IGNORE, StatementModifier.DELAYED);
        assertThat(insert.replace()).isFalse();
        assertThat(((InsertStatement) parse("REPLACE t VALUES (1)")).replace()).isTrue();
        assertThat(((DeleteStatement) parse("DELETE QUICK IGNORE FROM t")).modifiers())
                .containsExactlyInAnyOrder(StatementModifier.QUICK, StatementModifier.IGNORE);
        assertThat(((MultiUpdateStatement) parse("UPDATE IGNORE t, u SET t.a = 1")).modifiers())
                .containsExactly(StatementModifier.IGNORE);
    }

    @Test
    void names_foldByWhatTheyStandFor() {
        SelectBlock select = block("SELECT Shop.Orders.Total AS Sum, MAX(X) FROM Shop.Orders AS O");
        ColumnReference column = (ColumnReference) select.items().get(0).expression();
        assertThat(column.parts().stream().map(Identifier::name)).containsExactly("Shop", "Orders", "total");
        assertThat(select.items().get(0).alias().orElseThrow().name()).isEqualTo("sum");
        assertThat(((FunctionCall) select.items().get(1).expression()).name().name())
                .isEqualTo("max");
        TableReference table = (TableReference) select.from().get(0);
        assertThat(table.name().parts().stream().map(Identifier::name)).containsExactly("Shop", "Orders");
        assertThat(table.alias().orElseThrow().name()).isEqualTo("O");
    }

    @Test
    void names_ofTables_foldWhereTheServerFoldsThem() {
        MySqlModes modes = MySqlModes.DEFAULT.withLowerCaseTableNames(true);
        LexedSql sql = SqlLexer.mySql(ParameterStyle.QUESTION_MARK, modes).lex("SELECT O.A FROM `Shop`.Orders O");
        List<TableReference> tables = SyntaxWalker.find(new MySqlStatementParser().parse(sql), TableReference.class);
        assertThat(tables.get(0).name().parts().stream().map(Identifier::name)).containsExactly("shop", "orders");
        assertThat(tables.get(0).alias().orElseThrow().name()).isEqualTo("o");
    }

    @Test
    void limit_withComma_hasTheOffsetFirst() {
        Query query = query("SELECT a FROM t LIMIT 3, 4");
        assertThat(((Literal) query.offset().orElseThrow()).span().first()).isEqualTo(5);
        assertThat(((Literal) query.limit().orElseThrow()).span().first()).isEqualTo(7);
        Query worded = query("SELECT a FROM t LIMIT 4 OFFSET 3");
        assertThat(((Literal) worded.limit().orElseThrow()).span().first()).isEqualTo(5);
        assertThat(((UpdateStatement) parse("UPDATE t SET a = 1 LIMIT 4")).limit())
                .isPresent();
    }

    @Test
    void joins_areOfTheKindTheirConditionMakesThem() {
        assertThat(join("SELECT 1 FROM t JOIN u").kind()).isEqualTo(JoinKind.CROSS);
        assertThat(join("SELECT 1 FROM t CROSS JOIN u ON t.a = u.a").kind()).isEqualTo(JoinKind.INNER);
        assertThat(join("SELECT 1 FROM t STRAIGHT_JOIN u ON t.a = u.a").kind()).isEqualTo(JoinKind.INNER);
        assertThat(join("SELECT 1 FROM t RIGHT OUTER JOIN u USING (a)").kind()).isEqualTo(JoinKind.RIGHT);
        assertThat(join("SELECT 1 FROM t NATURAL LEFT JOIN u").natural()).isTrue();
    }

    private static Join join(String sql) {
        return (Join) block(sql).from().get(0);
    }

    @Test
    void locksAndSetOperations_keepTheirWords() {
        assertThat(query("SELECT a FROM t LOCK IN SHARE MODE").locks().get(0).strength())
                .isEqualTo(LockStrength.SHARE);
        assertThat(query("SELECT a FROM t FOR UPDATE SKIP LOCKED")
                        .locks()
                        .get(0)
                        .waitPolicy())
                .isEqualTo(WaitPolicy.SKIP_LOCKED);
        SetOperation operation = (SetOperation)
                query("SELECT 1 UNION ALL SELECT 2 INTERSECT SELECT 3").body();
        assertThat(operation.kind()).isEqualTo(SetKind.UNION);
        assertThat(operation.all()).isTrue();
        assertThat(((SetOperation) operation.right()).kind()).isEqualTo(SetKind.INTERSECT);
        assertThat(block("SELECT a FROM t GROUP BY a, b WITH ROLLUP")
                        .groupBy()
                        .get(0)
                        .kind())
                .isEqualTo(GroupingKind.ROLLUP);
    }

    @Test
    void tables_keepPartitionsAndHints() {
        TableReference table = (TableReference)
                block("SELECT a FROM t PARTITION (P0) x FORCE INDEX (I)").from().get(0);
        assertThat(table.partitions().get(0).name()).isEqualTo("p0");
        assertThat(table.indexHints().get(0).kind()).isEqualTo(IndexHint.Kind.FORCE);
        assertThat(table.indexHints().get(0).indexes().get(0).name()).isEqualTo("i");
    }

    @Test
    void pipes_areOrUnlessTheModeConcatenates() {
        assertThat(((Operation) item("SELECT a || b", "")).operator()).isEqualTo(Operators.OR);
        assertThat(((Operation) item("SELECT a || b", "PIPES_AS_CONCAT")).operator())
                .isEqualTo(Operators.CONCATENATE);
        assertThat(((Operation) item("SELECT NOT a = b", "")).operator()).isEqualTo(Operators.NOT);
        assertThat(((Operation) item("SELECT NOT a = b", "HIGH_NOT_PRECEDENCE")).operator())
                .isEqualTo(Operators.EQUALS);
        assertThat(item("SELECT \"a\"", "")).isInstanceOf(Literal.class);
        assertThat(item("SELECT \"a\"", "ANSI_QUOTES")).isInstanceOf(ColumnReference.class);
    }

    @Test
    void constantsAndVariables_sayWhatTheyAre() {
        assertThat(((Literal) item("SELECT -5", "")).negative()).isTrue();
        assertThat(((Literal) item("SELECT 0x4D", "")).kind()).isEqualTo(LiteralKind.BIT_STRING);
        assertThat(((Literal) item("SELECT _latin1'x'", ""))
                        .type()
                        .orElseThrow()
                        .text())
                .isEqualTo("_latin1");
        Variable system = (Variable) item("SELECT @@GLOBAL.Max_Connections", "");
        assertThat(system.scope()).isEqualTo(VariableScope.GLOBAL);
        assertThat(system.name()).isEqualTo("max_connections");
        assertThat(((Variable) item("SELECT @@version", "")).scope()).isEqualTo(VariableScope.SYSTEM);
        assertThat(((Variable) item("SELECT @`A``b`", "")).name()).isEqualTo("a`b");
        FunctionCall concatenated = (FunctionCall) item("SELECT GROUP_CONCAT(a SEPARATOR ',')", "");
        assertThat(concatenated.separator()).isPresent();
        assertThat(((FunctionCall) item("SELECT CURRENT_DATE", "")).niladic()).isTrue();
    }
}
