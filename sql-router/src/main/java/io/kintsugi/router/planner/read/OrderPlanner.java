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

    /**
     * The keys by which combined groups are sorted: positions of the visible columns, or of the sort columns behind
     * them.
     */
    GroupOrder ofGroups(List<OrderItem> items, GroupPlanner.Grouping grouping) {
        List<SortKey> keys = new ArrayList<>();
        List<OutputColumn> sortColumns = new ArrayList<>();
        for (OrderItem item : items) {
            SortKey key = key(item, false, grouping, sortColumns);
            keys.add(key);
        }
        return new GroupOrder(keys, sortColumns);
    }

    /** Keys over the visible columns continued by {@code sortColumns}. */
    record GroupOrder(List<SortKey> keys, List<OutputColumn> sortColumns) {}

    private SortKey key(
            OrderItem item, boolean mayHide, GroupPlanner.Grouping grouping, List<OutputColumn> sortColumns) {
        SortKey key = key(item, mayHide);
        OptionalInt visible = shape.ordered(item.expression());
        if (visible.isEmpty() || key.column() == visible.getAsInt()) {
            return key;
        }
        OutputColumn column = grouping.columns().get(visible.getAsInt());
        int place = grouping.columns().size() + sortColumns.size();
        sortColumns.add(
                column instanceof OutputColumn.Extreme extreme
                        ? new OutputColumn.Extreme(extreme.by(), extreme.greatest(), extreme.comparison())
                        : new OutputColumn.Same(key.column()));
        return new SortKey(place, key.descending(), key.nullsFirst(), key.comparison());
    }

    private RuntimeException unordered(OrderItem item) {
        int first = item.span().first();
        return ScatterRefusals.unordered(
                analysis.source().sql().text(first, item.span().end()), dialect.orderRemedy(), first);
    }
}
