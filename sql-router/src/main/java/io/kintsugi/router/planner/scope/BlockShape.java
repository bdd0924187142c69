package io.kintsugi.router.planner.scope;

import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.syntax.Distinctness;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.GroupingKind;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;

/** What clauses and calls a query block has, sub-queries not looked into. */
public final class BlockShape {
    private BlockShape() {}

    /** Whether rows are grouped: GROUP BY, HAVING or an aggregate in the select list. */
    public static boolean isGrouped(SelectBlock select, LogicalSchema schema) {
        return !select.groupBy().isEmpty()
                || select.having().isPresent()
                || select.items().stream()
                        .anyMatch(item -> !aggregates(item, schema).isEmpty());
    }

    /**
     * Whether a condition on its output may be applied to its rows: no DISTINCT ON, windows or grouping sets between.
     */
    static boolean passesConditions(SelectBlock select) {
        return select.distinctness() != Distinctness.DISTINCT_ON && !hasWindows(select) && !hasGroupingSets(select);
    }

    /** Whether any window function or definition is there. */
    public static boolean hasWindows(SelectBlock select) {
        return !select.windows().isEmpty()
                || select.items().stream()
                        .flatMap(item -> calls(item).stream())
                        .anyMatch(call -> call.over().isPresent());
    }

    /** Whether any window function decides the order of a query's rows. */
    public static boolean ordersByWindows(Query query) {
        return query.orderBy().stream()
                .flatMap(item -> calls(item).stream())
                .anyMatch(call -> call.over().isPresent());
    }

    /** Whether ROLLUP, CUBE or GROUPING SETS add rows whose group columns are NULL. */
    public static boolean hasGroupingSets(SelectBlock select) {
        return select.groupBy().stream().anyMatch(element -> element.kind() != GroupingKind.EXPRESSIONS);
    }

    /** The aggregate calls below a node that belong to its own block. */
    public static List<FunctionCall> aggregates(SyntaxNode node, LogicalSchema schema) {
        return calls(node).stream().filter(call -> isAggregate(call, schema)).toList();
    }

    /** Whether a call makes one value of many rows, not one for each row as a window does. */
    static boolean isAggregate(FunctionCall call, LogicalSchema schema) {
        boolean aggregates = call.star()
                || call.filter().isPresent()
                || !call.withinGroup().isEmpty()
                || schema.function(call.name().name())
                        .filter(traits -> traits.aggregate())
                        .isPresent();
        return aggregates && call.over().isEmpty();
    }

    private static List<FunctionCall> calls(SyntaxNode node) {
        List<FunctionCall> found = new ArrayList<>();
        collect(node, found);
        return found;
    }

    private static void collect(SyntaxNode node, List<FunctionCall> into) {
        if (node instanceof FunctionCall call) {
            into.add(call);
        }
        for (SyntaxNode child : node.children()) {
            if (!(child instanceof Query)) {
                collect(child, into);
            }
        }
    }
}
