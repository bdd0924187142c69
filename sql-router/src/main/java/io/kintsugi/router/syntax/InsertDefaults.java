package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** DEFAULT VALUES: one row, every column by its default. */
public record InsertDefaults(TokenSpan span) implements InsertSource {
    @Override
    public <R> R accept(InsertSource.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.of();
    }
}
