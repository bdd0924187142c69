package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** UPDATE of MySQL over joined tables; which of them are changed, the qualifiers of the assigned columns say. */
public record MultiUpdateStatement(
        List<CommonTable> with,
        boolean recursive,
        Set<StatementModifier> modifiers,
        List<FromItem> tables,
        List<Assignment> assignments,
        Optional<Expression> where,
        TokenSpan span)
        implements Statement {
    public MultiUpdateStatement {
        with = List.copyOf(with);
        modifiers = Set.copyOf(modifiers);
        tables = List.copyOf(tables);
        assignments = List.copyOf(assignments);
    }

    @Override
    public <R> R accept(Statement.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children()
                .addAll(with)
                .addAll(tables)
                .addAll(assignments)
                .addIf(where)
                .inTextOrder();
    }
}
