package io.kintsugi.router.planner.read;

import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.plan.SortKey;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.dialect.MergeForm;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.Types;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.syntax.Direction;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
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
    private final SqlDialect dialect;

    OrderPlanner(Analysis analysis, Block block, SelectShape shape) {
        this.analysis = analysis;
        this.block = block;
        this.shape = shape;
        this.dialect = SqlDialect.of(analysis.source().sql());
    }

    /**
     * The keys.
     *
     * @param mayHide whether unselected expressions may be added; DISTINCT and grouping across shards forbid it
     */
    List<SortKey> keys(List<OrderItem> items, boolean mayHide) {
        List<SortKey> keys = new ArrayList<>();
        for (OrderItem item : ordering(items)) {
            keys.add(key(item, mayHide));
        }
        return keys;
    }

    /** Without {@code ORDER BY NULL}, by which old texts for MySQL say that no order is wanted. */
    private static List<OrderItem> ordering(List<OrderItem> items) {
        return items.stream()
                .filter(item -> !(item.expression() instanceof Literal literal && literal.kind() == LiteralKind.NULL))
                .toList();
    }

    private SortKey key(OrderItem item, boolean mayHide) {
        if (item.usingOperator().isPresent()) {
            throw unordered(item);
        }
        boolean descending = item.direction() == Direction.DESCENDING;
        boolean nullsFirst = isNullsFirst(item, descending);
        Expression expression = item.expression();
        OptionalInt visible = shape.ordered(expression);
        if (visible.isPresent()) {
            Optional<ColumnType> type = shape.visible().get(visible.getAsInt()).type();
            MergeForm form = form(type, item);
            int column = shape.hide(form, visible.getAsInt());
            return new SortKey(column, descending, nullsFirst, form.comparison());
        }
        if (!mayHide) {
            throw ScatterRefusals.query(
                    "ORDER BY names an expression that is not selected, where rows of several shards are grouped or made"
                            + " distinct",
                    "Add the expression to the select list.",
                    item.span().first());
        }
        MergeForm form = form(Types.of(expression, block, analysis.context().schema()), item);
        return new SortKey(shape.hide(form, expression), descending, nullsFirst, form.comparison());
    }

    private boolean isNullsFirst(OrderItem item, boolean descending) {
        return item.nulls() == NullOrder.DEFAULT ? dialect.nullsFirst(descending) : item.nulls() == NullOrder.FIRST;
    }

    private MergeForm form(Optional<ColumnType> type, OrderItem item) {
        return type.flatMap(dialect::order).orElseThrow(() -> unordered(item));
    }

    /** The keys by which combined groups are sorted: positions of the merge's columns. */
    List<SortKey> ofGroups(List<OrderItem> items, GroupPlanner groups, List<OutputColumn> columns) {
        List<SortKey> keys = new ArrayList<>();
        for (OrderItem item : ordering(items)) {
            keys.add(groupKey(item, groups, columns));
        }
        return keys;
    }

    private SortKey groupKey(OrderItem item, GroupPlanner groups, List<OutputColumn> columns) {
        if (item.usingOperator().isPresent()) {
            throw unordered(item);
        }
        boolean descending = item.direction() == Direction.DESCENDING;
        OptionalInt visible = shape.ordered(item.expression());
        Optional<ColumnType> type = visible.isPresent()
                ? shape.visible().get(visible.getAsInt()).type()
                : Types.of(item.expression(), block, analysis.context().schema());
        MergeForm form = form(type, item);
        int column = visible.isPresent()
                ? place(visible.getAsInt(), form, groups, columns)
                : groups.sorted(item.expression(), form);
        return new SortKey(column, descending, isNullsFirst(item, descending), form.comparison());
    }

    private int place(int visible, MergeForm form, GroupPlanner groups, List<OutputColumn> columns) {
        if (form.isPlain()) {
            groups.orderedBy(visible);
            return visible;
        }
        OutputColumn column = columns.get(visible);
        return column instanceof OutputColumn.Extreme
                ? groups.comparedBy(column, form)
                : groups.add(new OutputColumn.Same(shape.hide(form, visible)));
    }

    /** The keys by which distinct rows are sorted, and the columns for it behind the visible ones. */
    record RowOrder(List<SortKey> keys, List<OutputColumn> further) {}

    RowOrder ofDistinctRows(List<OrderItem> items) {
        List<SortKey> keys = new ArrayList<>();
        List<OutputColumn> further = new ArrayList<>();
        for (OrderItem item : ordering(items)) {
            SortKey key = key(item, false);
            boolean seen = key.column() < shape.visible().size();
            if (!seen) {
                further.add(new OutputColumn.Same(key.column()));
            }
            int place = seen ? key.column() : shape.visible().size() + further.size() - 1;
            keys.add(new SortKey(place, key.descending(), key.nullsFirst(), key.comparison()));
        }
        return new RowOrder(keys, further);
    }

    private RuntimeException unordered(OrderItem item) {
        int first = item.span().first();
        return ScatterRefusals.unordered(
                analysis.source().sql().text(first, item.span().end()), dialect.orderRemedy(), first);
    }
}
