package io.kintsugi.router.planner.read;

import io.kintsugi.router.plan.Comparison;
import io.kintsugi.router.plan.SortKey;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.Types;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.syntax.Direction;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.NullOrder;
import io.kintsugi.router.syntax.OrderItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns ORDER BY into keys of an ordered merge, hidden columns added for what the application did not select. */
final class OrderPlanner {
    private final Analysis analysis;
    private final Block block;
    private final SelectShape shape;

    OrderPlanner(Analysis analysis, Block block, SelectShape shape) {
        this.analysis = analysis;
        this.block = block;
        this.shape = shape;
    }

    /**
     * The keys.
     *
     * @param mayHide whether unselected expressions may be added; DISTINCT and grouping across shards forbid it
     */
    List<SortKey> keys(List<OrderItem> items, boolean mayHide) {
        List<SortKey> keys = new ArrayList<>();
        for (OrderItem item : items) {
            keys.add(key(item, mayHide));
        }
        return keys;
    }

    private SortKey key(OrderItem item, boolean mayHide) {
        if (item.usingOperator().isPresent()) {
            throw unordered(item);
        }
        boolean descending = item.direction() == Direction.DESCENDING;
        boolean nullsFirst = item.nulls() == NullOrder.DEFAULT ? descending : item.nulls() == NullOrder.FIRST;
        Expression expression = item.expression();
        OptionalInt visible = shape.ordered(expression);
        if (visible.isPresent()) {
            Optional<ColumnType> type = shape.visible().get(visible.getAsInt()).type();
            return new SortKey(visible.getAsInt(), descending, nullsFirst, comparison(type, item));
        }
        if (!mayHide) {
            throw ScatterRefusals.query(
                    "ORDER BY names an expression that is not selected, where rows of several shards are grouped or made"
                            + " distinct",
                    "Add the expression to the select list.",
                    item.span().first());
        }
        Comparison comparison =
                comparison(Types.of(expression, block, analysis.context().schema()), item);
        return new SortKey(shape.hide(expression), descending, nullsFirst, comparison);
    }

    private Comparison comparison(Optional<ColumnType> type, OrderItem item) {
        return type.flatMap(Comparisons::order).orElseThrow(() -> unordered(item));
    }

    private RuntimeException unordered(OrderItem item) {
        int first = item.span().first();
        return ScatterRefusals.unordered(
                analysis.source().sql().text(first, item.span().end()), first);
    }
}
