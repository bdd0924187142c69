package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** {@code AS new (a, b)} behind the rows of an INSERT of MySQL: their name in ON DUPLICATE KEY UPDATE. */
public record RowAlias(Identifier name, List<Identifier> columns, TokenSpan span) implements SyntaxNode {
    public RowAlias {
        columns = List.copyOf(columns);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children().add(name).addAll(columns).inTextOrder();
    }
}
