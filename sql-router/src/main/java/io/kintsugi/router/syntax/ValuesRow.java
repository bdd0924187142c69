package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** One parenthesised row of VALUES. */
public record ValuesRow(List<Expression> values, TokenSpan span) implements SyntaxNode {
    public ValuesRow {
        values = List.copyOf(values);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.copyOf(values);
    }
}
