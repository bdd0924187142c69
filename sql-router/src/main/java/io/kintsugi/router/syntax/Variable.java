package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/**
 * A variable of MySQL in an expression. {@code name} is in lower case, without signs, scope and quotes; the
 * variables of components keep their dot ({@code validate_password.length}).
 */
public record Variable(VariableScope scope, String name, TokenSpan span) implements Expression {
    /** The variable that a VARIABLE token names. */
    public static Variable read(LexedSql sql, int ordinal) {
        return VariableNames.read(sql.text(ordinal), new TokenSpan(ordinal, ordinal + 1));
    }

    @Override
    public <R> R accept(Expression.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.of();
    }
}
