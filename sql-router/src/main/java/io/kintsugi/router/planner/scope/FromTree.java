package io.kintsugi.router.planner.scope;

import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.JoinKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The joins of a FROM list with their relations. */
public sealed interface FromTree {
    /** No FROM at all. */
    FromTree NOTHING = new Nothing();

    /** See {@link #NOTHING}. */
    record Nothing() implements FromTree {}

    /** One relation. */
    record Leaf(Relation relation) implements FromTree {}

    /**
     * Two sides; {@code merged} names the columns of USING and NATURAL, {@code equal} those that could be looked up.
     */
    record Joined(
            JoinKind kind,
            FromTree left,
            FromTree right,
            Optional<Expression> on,
            List<String> merged,
            List<ColumnPair> equal)
            implements FromTree {
        public Joined {
            merged = List.copyOf(merged);
            equal = List.copyOf(equal);
        }
    }

    /** A column of either side, equal by USING or NATURAL. */
    record ColumnPair(ColumnNode left, ColumnNode right) {}

    /** All relations below, in text order. */
    default List<Relation> leaves() {
        List<Relation> found = new ArrayList<>();
        collect(this, found);
        return found;
    }

    private static void collect(FromTree tree, List<Relation> into) {
        if (tree instanceof Leaf leaf) {
            into.add(leaf.relation());
        } else if (tree instanceof Joined joined) {
            collect(joined.left(), into);
            collect(joined.right(), into);
        }
    }

    /**
     * The relations of which every row of the result holds a real row: the preserved sides of outer joins and both
     * sides of inner ones. Only these can drive a scattered read (a reference table there would return its rows once
     * per shard).
     */
    default List<Relation> drivers() {
        List<Relation> found = new ArrayList<>();
        collectDrivers(this, found);
        return found;
    }

    private static void collectDrivers(FromTree tree, List<Relation> into) {
        if (tree instanceof Leaf leaf) {
            into.add(leaf.relation());
        } else if (tree instanceof Joined joined) {
            if (joined.kind() != JoinKind.RIGHT && joined.kind() != JoinKind.FULL) {
                collectDrivers(joined.left(), into);
            }
            if (joined.kind() != JoinKind.LEFT && joined.kind() != JoinKind.FULL) {
                collectDrivers(joined.right(), into);
            }
        }
    }
}
