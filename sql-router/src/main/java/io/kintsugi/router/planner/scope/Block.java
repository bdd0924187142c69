package io.kintsugi.router.planner.scope;

import io.kintsugi.router.syntax.SelectBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One scope of names: the FROM list of a query block or of a change, inside the blocks whose names it can see. Filled
 * in while the statement is analysed; confined to one planning.
 */
public final class Block {
    private final @Nullable Block parent;
    private final int parentVisible;
    private final @Nullable Block container;
    private final TextSource source;
    private final @Nullable SelectBlock select;
    private final List<Relation> relations = new ArrayList<>();
    final List<UsingColumn> using = new ArrayList<>();
    FromTree from = FromTree.NOTHING;
    List<OutputField> outputs = List.of();
    boolean outputsKnown;
    /** The relation whose rows this block yields. */
    @Nullable
    Relation output;
    /** Whether a condition on the output may be applied to the block's own rows: no LIMIT and no window between. */
    boolean pullable;

    boolean grouped;

    /** A column that USING or NATURAL merged, with the kind of its join. */
    record UsingColumn(String name, boolean leftSurvives, boolean rightSurvives) {}

    /**
     * @param parent the block whose names can be seen
     * @param parentVisible how many of the parent's relations can be seen: LATERAL sees those on its left only
     * @param container the block in whose text this one stands, whether or not its names can be seen
     */
    Block(
            @Nullable Block parent,
            int parentVisible,
            @Nullable Block container,
            TextSource source,
            @Nullable SelectBlock select) {
        this.parent = parent;
        this.parentVisible = parentVisible;
        this.container = container;
        this.source = source;
        this.select = select;
    }

    void add(Relation relation) {
        relations.add(relation);
    }

    /** The relations of its FROM list, in text order. */
    public List<Relation> relations() {
        return List.copyOf(relations);
    }

    int relationCount() {
        return relations.size();
    }

    @Nullable
    Block parent() {
        return parent;
    }

    int parentVisible() {
        return parentVisible;
    }

    @Nullable
    Block container() {
        return container;
    }

    public TextSource source() {
        return source;
    }

    /** The syntax of a query block; empty for the scope of a change. */
    public Optional<SelectBlock> select() {
        return Optional.ofNullable(select);
    }

    /** What it returns; empty when a star stands for columns that are not known. */
    public Optional<List<OutputField>> outputs() {
        return outputsKnown ? Optional.of(outputs) : Optional.empty();
    }

    /** Whether USING or NATURAL has made one column of several of that name. */
    public boolean merges(String column) {
        return using.stream().anyMatch(merged -> merged.name().equals(column));
    }

    /** The derived relation, or member of WITH, whose rows it yields, alone or with others. */
    public Optional<Relation> output() {
        return Optional.ofNullable(output);
    }

    /** How its FROM list is joined. */
    public FromTree from() {
        return from;
    }

    /** Whether a condition on its output may be applied to its rows: no LIMIT, window or DISTINCT ON between. */
    public boolean passesConditions() {
        return pullable;
    }

    /** Whether it groups: GROUP BY, or an aggregate in its select list or HAVING. */
    public boolean isGrouped() {
        return grouped;
    }
}
