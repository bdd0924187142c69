package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** {@code TABLE t}: all rows and columns of a table. */
public record ExplicitTable(TableReference table, TokenSpan span) implements QueryBody {
    @Override
    public <R> R accept(QueryBody.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.of(table);
    }
}
