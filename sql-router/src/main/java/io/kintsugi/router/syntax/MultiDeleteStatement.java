package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * DELETE of MySQL over joined tables. {@code targets} are names or aliases of tables in {@code from}, without the
 * {@code .*} that may follow them.
 */
public record MultiDeleteStatement(
        List<CommonTable> with,
        boolean recursive,
        Set<StatementModifier> modifiers,
        List<QualifiedName> targets,
        List<FromItem> from,
        Optional<Expression> where,
        TokenSpan span)
        implements Statement {
    public MultiDeleteStatement {
        with = List.copyOf(with);
        modifiers = Set.copyOf(modifiers);
        targets = List.copyOf(targets);
        from = List.copyOf(from);
    }

    @Override
    public <R> R accept(Statement.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children()
                .addAll(with)
                .addAll(targets)
                .addAll(from)
                .addIf(where)
                .inTextOrder();
    }
}
