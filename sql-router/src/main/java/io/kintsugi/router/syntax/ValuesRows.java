package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** VALUES as a query. */
public record ValuesRows(List<ValuesRow> rows, TokenSpan span) implements QueryBody {
    public ValuesRows {
        rows = List.copyOf(rows);
    }

    @Override
    public <R> R accept(QueryBody.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.copyOf(rows);
    }
}
