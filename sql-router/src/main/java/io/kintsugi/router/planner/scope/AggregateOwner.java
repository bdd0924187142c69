package io.kintsugi.router.planner.scope;

import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which query block an aggregate groups: the innermost one that any column below it comes from, and its own where there
 * is none (ISO 9075-2, set function specification). So {@code SELECT (SELECT sum(o.amount)) FROM orders o} is one row.
 */
final class AggregateOwner {
    private AggregateOwner() {}

    /** @param written the block in whose text the call stands */
    static Block of(FunctionCall call, Block written) {
        List<ColumnReference> columns = new ArrayList<>();
        collect(call, columns);
        Block innermost = null;
        int depth = -1;
        for (ColumnReference column : columns) {
            Optional<Block> owner = Columns.blockOf(column, written);
            if (owner.isPresent() && depthOf(owner.get()) > depth) {
                innermost = owner.get();
                depth = depthOf(innermost);
            }
        }
        return innermost == null ? written : innermost;
    }

    /** Sub-queries below it have names of their own. */
    private static void collect(SyntaxNode node, List<ColumnReference> into) {
        if (node instanceof ColumnReference column) {
            into.add(column);
        }
        for (SyntaxNode child : node.children()) {
            if (!(child instanceof Query)) {
                collect(child, into);
            }
        }
    }

    private static int depthOf(Block block) {
        int depth = 0;
        for (Block outer = block.parent(); outer != null; outer = outer.parent()) {
            depth++;
        }
        return depth;
    }
}
