package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** A function call in FROM. */
public record FunctionTable(
        Expression call,
        boolean lateral,
        boolean ordinality,
        Optional<Identifier> alias,
        List<Identifier> columnAliases,
        TokenSpan span)
        implements FromItem {
    public FunctionTable {
        columnAliases = List.copyOf(columnAliases);
    }

    @Override
    public <R> R accept(FromItem.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children().add(call).addIf(alias).addAll(columnAliases).inTextOrder();
    }
}
