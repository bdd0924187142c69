package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** UNION, INTERSECT or EXCEPT of two bodies. */
public record SetOperation(SetKind kind, boolean all, QueryBody left, QueryBody right, TokenSpan span)
        implements QueryBody {
    @Override
    public <R> R accept(QueryBody.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.of(left, right);
    }
}
