package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** One member of a WITH list; its statement may change data. */
public record CommonTable(
        Identifier name, List<Identifier> columns, Materialization materialization, Statement statement, TokenSpan span)
        implements SyntaxNode {
    public CommonTable {
        columns = List.copyOf(columns);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children().add(name).addAll(columns).add(statement).inTextOrder();
    }
}
