package io.kintsugi.router.internal.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.ParameterReference;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.SyntaxNode;
import io.kintsugi.router.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;

/** An independent look at a tree: spans nest and do not overlap, and each value token has exactly one leaf. */
public final class TokenAccounting {
    private TokenAccounting() {}

    public static void verify(LexedSql sql, Statement statement) {
        int end = sql.count();
        while (sql.isSymbol(end - 1, ";")) {
            end--;
        }
        assertThat(statement.span()).isEqualTo(new TokenSpan(0, end));
        int[] leaves = new int[sql.count()];
        visit(sql, statement, leaves);
        for (int i = 0; i < end; i++) {
            boolean value = sql.kind(i) == TokenKind.NUMBER
                    || sql.kind(i) == TokenKind.STRING
                    || sql.kind(i) == TokenKind.PARAMETER;
            if (value && leaves[i] != 1) {
                throw new AssertionError(leaves[i] + " leaves for token " + i + " of " + sql.sql());
            }
        }
    }

    private static void visit(LexedSql sql, SyntaxNode node, int[] leaves) {
        List<SyntaxNode> children = new ArrayList<>(node.children());
        int last = node.span().first();
        for (SyntaxNode child : children) {
            if (!node.span().contains(child.span()) || child.span().first() < last) {
                throw new AssertionError("not nested or in order: " + child + " under " + node);
            }
            last = child.span().end();
            visit(sql, child, leaves);
        }
        if (node instanceof Literal literal) {
            // The fields behind an interval's text are part of the literal: INTERVAL '1' SECOND(3).
            boolean fields = literal.type()
                    .filter(type -> type.span().end() <= literal.token())
                    .isPresent();
            int end = fields ? node.span().end() : literal.token() + 1;
            for (int i = literal.token(); i < end; i++) {
                leaves[i]++;
            }
        }
        if (node instanceof ParameterReference parameter) {
            leaves[parameter.token()]++;
        }
        if (node instanceof Identifier name && sql.kind(name.span().first()) == TokenKind.STRING) {
            // An alias of MySQL may be written as a string.
            leaves[name.span().first()]++;
        }
        if (node instanceof TypeName type) {
            for (int i = type.span().first(); i < type.span().end(); i++) {
                leaves[i]++;
            }
        }
    }
}
