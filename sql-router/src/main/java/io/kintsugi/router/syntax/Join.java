package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/**
 * A join. CROSS and NATURAL joins have neither ON nor USING: a JOIN of MySQL without a condition is CROSS, a CROSS JOIN
 * with one is INNER, and STRAIGHT_JOIN is what it would be with the word JOIN.
 */
public record Join(
        JoinKind kind,
        boolean natural,
        FromItem left,
        FromItem right,
        Optional<Expression> on,
        List<Identifier> using,
        TokenSpan span)
        implements FromItem {
    public Join {
        using = List.copyOf(using);
    }

    @Override
    public <R> R accept(FromItem.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children().add(left).add(right).addIf(on).addAll(using).inTextOrder();
    }
}
