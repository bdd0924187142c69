package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** A sub-query in FROM. */
public record DerivedTable(
        Query query, boolean lateral, Optional<Identifier> alias, List<Identifier> columnAliases, TokenSpan span)
        implements FromItem {
    public DerivedTable {
        columnAliases = List.copyOf(columnAliases);
    }

    @Override
    public <R> R accept(FromItem.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children().add(query).addIf(alias).addAll(columnAliases).inTextOrder();
    }
}
