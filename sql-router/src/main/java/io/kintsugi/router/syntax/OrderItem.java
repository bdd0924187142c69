package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** A member of ORDER BY. {@code usingOperator} is the operator of ORDER BY … USING. */
public record OrderItem(
        Expression expression, Direction direction, NullOrder nulls, Optional<String> usingOperator, TokenSpan span)
        implements SyntaxNode {
    @Override
    public List<SyntaxNode> children() {
        return List.of(expression);
    }
}
