package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** A query in parentheses that takes part in a set operation or stands alone. */
public record ParenthesizedQuery(Query query, TokenSpan span) implements QueryBody {
    @Override
    public <R> R accept(QueryBody.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.of(query);
    }
}
