package io.kintsugi.router.planner.scope;

import org.jspecify.annotations.Nullable;

/**
 * Where a query stands.
 *
 * @param parent the block whose names it can see
 * @param visible how many of the parent's relations it can see
 * @param container the block in whose text it stands
 * @param output the relation whose rows it yields; absent for a sub-query in an expression
 * @param with the members of WITH it can name
 */
record Placement(
        @Nullable Block parent,
        int visible,
        @Nullable Block container,
        @Nullable Relation output,
        WithScope with) {
    /** A sub-query in an expression of a block: sees all of it. */
    static Placement inside(Block block, @Nullable Relation output, WithScope with) {
        return new Placement(block, Integer.MAX_VALUE, block, output, with);
    }

    Placement with(WithScope other) {
        return new Placement(parent, visible, container, output, other);
    }
}
