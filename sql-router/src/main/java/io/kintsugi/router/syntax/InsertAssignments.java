package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;

/** {@code SET a = 1, b = 2}: one row, columns and values by turns. The statement's own column list is then empty. */
public record InsertAssignments(List<Assignment> assignments, TokenSpan span) implements InsertSource {
    public InsertAssignments {
        assignments = List.copyOf(assignments);
    }

    @Override
    public <R> R accept(InsertSource.Visitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public List<SyntaxNode> children() {
        return List.copyOf(assignments);
    }
}
