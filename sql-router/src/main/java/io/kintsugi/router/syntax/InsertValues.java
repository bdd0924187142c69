package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** Rows of expressions; a member may be {@link DefaultValue}. */
public record InsertValues(List<ValuesRow> rows, TokenSpan span) implements InsertSource {
    public InsertValues {
        rows = List.copyOf(rows);
    }

    @Override
    public <R> R accept(InsertSource.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.copyOf(rows);
    }
}
