package io.kintsugi.router.planner.write;

import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.OnConflict;
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
    static Optional<Refusal> acrossShards(Relation target, Optional<OnConflict> conflict) {
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
        String key = target.key().column();
        return conflict.target().isEmpty()
                && target.table()
                        .filter(table -> table.uniqueKeys().stream().allMatch(columns -> columns.contains(key)))
                        .isPresent();
    }
}
