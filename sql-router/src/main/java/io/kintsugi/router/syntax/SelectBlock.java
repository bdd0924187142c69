package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One SELECT … FROM … WHERE block. {@code from} holds the comma-separated items; {@code modifiers} are those of MySQL.
 */
public record SelectBlock(
        Set<StatementModifier> modifiers,
        Distinctness distinctness,
        List<Expression> distinctOn,
        List<SelectItem> items,
        List<FromItem> from,
        Optional<Expression> where,
        List<GroupingElement> groupBy,
        Optional<Expression> having,
        List<NamedWindow> windows,
        TokenSpan span)
        implements QueryBody {
    public SelectBlock {
        modifiers = Set.copyOf(modifiers);
        distinctOn = List.copyOf(distinctOn);
        items = List.copyOf(items);
        from = List.copyOf(from);
        groupBy = List.copyOf(groupBy);
        windows = List.copyOf(windows);
    }

    @Override
    public <R> R accept(QueryBody.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children()
                .addAll(distinctOn)
                .addAll(items)
                .addAll(from)
                .addIf(where)
                .addAll(groupBy)
                .addIf(having)
                .addAll(windows)
                .inTextOrder();
    }
}
