package io.kintsugi.router.planner.scope;

import io.kintsugi.router.planner.scope.Block.UsingColumn;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks up column names in scopes as PostgreSQL does. An empty answer means "not sure": nothing is concluded from it.
 */
public final class Columns {
    private Columns() {}

    /** The column a name means, looked up from a block outwards. */
    public static Optional<ColumnNode> resolve(ColumnReference reference, Block from) {
        return find(reference, from).flatMap(found -> found.lookup().node());
    }

    /** The block whose FROM list has the column, as far as one can be sure; empty where no block has it. */
    static Optional<Block> blockOf(ColumnReference reference, Block from) {
        return find(reference, from).map(Found::block);
    }

    private record Found(Block block, Lookup lookup) {}

    private static Optional<Found> find(ColumnReference reference, Block from) {
        List<Identifier> parts = reference.parts();
        int visible = Integer.MAX_VALUE;
        for (Block block = from; block != null; block = block.parent()) {
            Lookup found = parts.size() == 1
                    ? unqualified(parts.get(0).name(), block, visible)
                    : qualified(parts, block, visible);
            if (found.decided()) {
                return Optional.of(new Found(block, found));
            }
            visible = block.parentVisible();
        }
        return Optional.empty();
    }

    /** The relation a qualifier such as {@code t} or {@code public.t} means in this block itself. */
    static Optional<Relation> relation(List<Identifier> qualifier, Block block) {
        return visible(block, Integer.MAX_VALUE).stream()
                .filter(relation -> matches(relation, qualifier))
                .findFirst();
    }

    private record Lookup(boolean decided, Optional<ColumnNode> node) {
        static final Lookup GO_ON = new Lookup(false, Optional.empty());
        static final Lookup UNSURE = new Lookup(true, Optional.empty());
    }

    private static Lookup qualified(List<Identifier> parts, Block block, int visible) {
        List<Identifier> qualifier = parts.subList(0, parts.size() - 1);
        String column = parts.get(parts.size() - 1).name();
        for (Relation relation : visible(block, visible)) {
            if (matches(relation, qualifier)) {
                boolean known = relation.column(column).isPresent();
                return known ? new Lookup(true, Optional.of(new ColumnNode(relation, column))) : Lookup.UNSURE;
            }
        }
        return Lookup.GO_ON;
    }

    private static boolean matches(Relation relation, List<Identifier> qualifier) {
        String name = qualifier.get(qualifier.size() - 1).name();
        if (!relation.visibleName().equals(name)) {
            return false;
        }
        return qualifier.size() == 1
                || relation.schema()
                        .filter(qualifier.get(qualifier.size() - 2).name()::equals)
                        .isPresent();
    }

    private static Lookup unqualified(String column, Block block, int visible) {
        List<Relation> matching = new ArrayList<>();
        boolean allKnown = true;
        for (Relation relation : visible(block, visible)) {
            allKnown &= relation.columns().isPresent();
            if (relation.column(column).isPresent()) {
                matching.add(relation);
            }
        }
        if (matching.size() == 1) {
            return new Lookup(true, Optional.of(new ColumnNode(matching.get(0), column)));
        }
        if (matching.size() > 1) {
            return new Lookup(true, merged(column, matching, block));
        }
        return allKnown ? Lookup.GO_ON : Lookup.UNSURE;
    }

    /** A name that several relations have is legal only where USING or NATURAL merged the columns. */
    private static Optional<ColumnNode> merged(String column, List<Relation> matching, Block block) {
        List<UsingColumn> joins =
                block.using.stream().filter(u -> u.name().equals(column)).toList();
        if (joins.size() != matching.size() - 1) {
            return Optional.empty();
        }
        if (joins.stream().allMatch(UsingColumn::leftSurvives)) {
            return Optional.of(new ColumnNode(matching.get(0), column));
        }
        if (joins.stream().allMatch(UsingColumn::rightSurvives)) {
            return Optional.of(new ColumnNode(matching.get(matching.size() - 1), column));
        }
        return Optional.empty();
    }

    private static List<Relation> visible(Block block, int count) {
        List<Relation> all = block.relations();
        return count < all.size() ? all.subList(0, count) : all;
    }
}
