package io.kintsugi.router.planner.write;

import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.ParameterReference;
import java.util.List;
import java.util.Optional;

/** Refuses assignments to the sharding key: the row would be left on a shard that does not own it. */
final class KeyAssignments {
    private KeyAssignments() {}

    static void check(Relation target, List<Assignment> assignments) {
        if (target.kind() != RelationKind.SHARDED) {
            return;
        }
        String key = target.key().column();
        for (Assignment assignment : assignments) {
            Optional<Identifier> column = assignment.columns().stream()
                    .filter(c -> c.name().equals(key))
                    .findFirst();
            if (column.isPresent() && !keepsKey(assignment, target, key)) {
                throw WriteRefusals.keyUpdate(target, column.get().span().first())
                        .thrown();
            }
        }
    }

    /** The assignment that may give rows another key, if there is one. */
    static Optional<Assignment> changing(Relation target, List<Assignment> assignments) {
        if (target.kind() != RelationKind.SHARDED) {
            return Optional.empty();
        }
        String key = target.key().column();
        return assignments.stream()
                .filter(assignment -> assignment.columns().stream()
                        .anyMatch(column -> column.name().equals(key)))
                .filter(assignment -> !keepsKey(assignment, target, key))
                .findFirst();
    }

    /** Whether a constant is assigned, which changes nothing where it is the key that the rows have. */
    static boolean isConstant(Assignment assignment) {
        Expression value = assignment.value();
        return !assignment.tuple()
                && (value instanceof Literal || value instanceof ParameterReference || value instanceof Cast);
    }

    /** Whether an assignment of a change of several tables may be of a column of this one. */
    static boolean mayBeOf(Relation target, Assignment assignment) {
        List<Identifier> qualifier = assignment.qualifier();
        return qualifier.isEmpty() || qualifier.get(qualifier.size() - 1).name().equals(target.visibleName());
    }

    /** {@code SET key = key} and {@code SET key = excluded.key} change nothing. */
    private static boolean keepsKey(Assignment assignment, Relation target, String key) {
        Expression value = assignment.value();
        if (assignment.tuple()
                || !(value instanceof ColumnReference reference)
                || !reference.column().equals(key)) {
            return false;
        }
        List<Identifier> parts = reference.parts();
        String qualifier = parts.size() < 2
                ? target.visibleName()
                : parts.get(parts.size() - 2).name();
        return qualifier.equals(target.visibleName());
    }
}
