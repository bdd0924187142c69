package io.kintsugi.router.internal.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.ParameterReference;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;

/** An independent look at a tree: spans nest and do not overlap, and each value token has exactly one leaf. */
final class TokenAccounting {
    private TokenAccounting() {}

    static void verify(LexedSql sql, Statement statement) {
        int end = sql.count();
        while (sql.isSymbol(end - 1, ";")) {
            end--;
        }
        assertThat(statement.span()).isEqualTo(new TokenSpan(0, end));
        int[] leaves = new int[sql.count()];
        visit(statement, leaves);
        for (int i = 0; i < end; i++) {
            boolean value = sql.kind(i) == TokenKind.NUMBER || sql.kind(i) == TokenKind.STRING || sql.kind(i) == TokenKind.PARAMETER;
            if (value) {
                assertThat(leaves[i]).as("leaves of token %s in %s", i, sql.sql()).isEqualTo(1);
            }
        }
    }

    private static void visit(SyntaxNode node, int[] leaves) {
        List<SyntaxNode> children = new ArrayList<>(node.children());
        int last = node.span().first();
        for (SyntaxNode child : children) {
            assertThat(node.span().contains(child.span())).as("%s holds %s", node, child).isTrue();
            assertThat(child.span().first()).as("order under %s", node).isGreaterThanOrEqualTo(last);
            last = child.span().end();
            visit(child, leaves);
        }
        if (node instanceof Literal literal) {
            leaves[literal.token()]++;
        }
        if (node instanceof ParameterReference parameter) {
            leaves[parameter.token()]++;
        }
        if (node instanceof io.kintsugi.router.syntax.TypeName type) {
            for (int i = type.span().first(); i < type.span().end(); i++) {
                leaves[i]++;
            }
        }
    }
}
