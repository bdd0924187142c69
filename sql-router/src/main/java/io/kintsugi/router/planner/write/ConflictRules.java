package io.kintsugi.router.planner.write;

import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.router.syntax.OnConflict;
import io.kintsugi.router.syntax.StatementModifier;
import java.util.List;
import java.util.Optional;

/** What ON CONFLICT may say when rows of one INSERT go to several shards (sql-pitfalls 18, 49). */
final class ConflictRules {
    private ConflictRules() {}

    /** DO UPDATE must leave the sharding key alone. */
    static void checkAssignments(Relation target, OnConflict conflict) {
        List<Assignment> changing = conflict.assignments().stream()
                .filter(assignment -> !keepsByExcluded(assignment))
                .toList();
        KeyAssignments.check(target, changing);
    }

    /** {@code key = excluded.key}: the proposed row belongs to the shard it was sent to. */
    private static boolean keepsByExcluded(Assignment assignment) {
        return assignment.value() instanceof ColumnReference reference
                && !assignment.tuple()
                && reference.parts().size() == 2
                && reference.parts().get(0).isWord("excluded")
                && reference.column().equals(assignment.columns().get(0).name());
    }

    /** Why rows that conflict might lie on different shards; empty when they cannot. */
    static Optional<Refusal> acrossShards(Relation target, InsertStatement insert) {
        boolean ofMySql = insert.replace()
                || !insert.onDuplicateKey().isEmpty()
                || insert.modifiers().contains(StatementModifier.IGNORE);
        return ofMySql ? onDuplicateKey(target, insert) : acrossShards(target, insert.onConflict());
    }

    /** REPLACE, IGNORE and ON DUPLICATE KEY UPDATE mean every unique key there is. */
    private static Optional<Refusal> onDuplicateKey(Relation target, InsertStatement insert) {
        if (everyUniqueKeyHasIt(target)) {
            return Optional.empty();
        }
        return Optional.of(WriteRefusals.across(
                "A unique key of " + target.describe() + " does not contain the sharding key "
                        + target.key().column() + ", so rows on different shards could be duplicates unseen",
                "Make " + target.key().column() + " part of every unique key, or insert the rows of each shard in a"
                        + " statement of its own.",
                insert.span().first()));
    }

    /** ON DUPLICATE KEY UPDATE must leave the sharding key alone. */
    static void checkAssignments(Relation target, InsertStatement insert) {
        List<Assignment> changing = insert.onDuplicateKey().stream()
                .filter(assignment -> !keepsProposed(assignment, insert))
                .toList();
        KeyAssignments.check(target, changing);
    }

    /** {@code key = VALUES(key)} and {@code key = new.key}. */
    private static boolean keepsProposed(Assignment assignment, InsertStatement insert) {
        String column = assignment.columns().get(0).name();
        if (assignment.value() instanceof FunctionCall call
                && call.name().name().equalsIgnoreCase("values")) {
            return call.arguments().size() == 1
                    && call.arguments().get(0) instanceof ColumnReference proposed
                    && proposed.column().equals(column);
        }
        return insert.rowAlias().isPresent()
                && insert.rowAlias().get().columns().isEmpty()
                && assignment.value() instanceof ColumnReference reference
                && reference.parts().size() == 2
                && reference
                        .parts()
                        .get(0)
                        .name()
                        .equals(insert.rowAlias().get().name().name())
                && reference.column().equals(column);
    }

    private static Optional<Refusal> acrossShards(Relation target, Optional<OnConflict> conflict) {
        if (conflict.isEmpty() || targetsKey(target, conflict.get()) || everyUniqueKeyHasIt(target, conflict.get())) {
            return Optional.empty();
        }
        return Optional.of(WriteRefusals.across(
                "ON CONFLICT here is not on the sharding key " + target.key().column() + " of " + target.describe()
                        + ", so rows on different shards could conflict unseen",
                "Make " + target.key().column()
                        + " part of the unique constraint and of the ON CONFLICT target, or insert"
                        + " the rows of each shard in a statement of its own.",
                conflict.get().span().first()));
    }

    private static boolean targetsKey(Relation target, OnConflict conflict) {
        String key = target.key().column();
        return conflict.target().stream()
                .anyMatch(e -> e instanceof ColumnReference reference
                        && reference.column().equals(key));
    }

    private static boolean everyUniqueKeyHasIt(Relation target, OnConflict conflict) {
        return conflict.target().isEmpty() && everyUniqueKeyHasIt(target);
    }

    private static boolean everyUniqueKeyHasIt(Relation target) {
        String key = target.key().column();
        return target.table()
                .filter(table -> table.uniqueKeys().stream().allMatch(columns -> columns.contains(key)))
                .isPresent();
    }
}
