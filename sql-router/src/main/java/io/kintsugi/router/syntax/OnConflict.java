package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/**
 * ON CONFLICT. The target is expressions, a named constraint or nothing; without {@code update} the action is DO
 * NOTHING.
 */
public record OnConflict(
        List<Expression> target,
        Optional<Expression> targetWhere,
        Optional<Identifier> constraint,
        boolean update,
        List<Assignment> assignments,
        Optional<Expression> where,
        TokenSpan span)
        implements SyntaxNode {
    public OnConflict {
        target = List.copyOf(target);
        assignments = List.copyOf(assignments);
    }

    @Override
    public List<SyntaxNode> children() {
        return new Children()
                .addAll(target)
                .addIf(targetWhere)
                .addIf(constraint)
                .addAll(assignments)
                .addIf(where)
                .inTextOrder();
    }
}
