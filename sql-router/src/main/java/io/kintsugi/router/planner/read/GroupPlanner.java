package io.kintsugi.router.planner.read;

import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.plan.Comparison;
import io.kintsugi.router.plan.Merge.GroupKey;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.analysis.GroupKeys;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.dialect.MergeForm;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.BlockShape;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.Types;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.SelectBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Groups whose rows lie on several shards: each shard computes partial aggregates, the merge combines them. Only for
 * COUNT, SUM, MIN, MAX and AVG on types whose arithmetic the merge reproduces exactly (sql-pitfalls 37).
 */
final class GroupPlanner {
    private final Analysis analysis;
    private final Block block;
    private final SelectBlock select;
    private final SelectShape shape;
    private final SqlDialect dialect;

    GroupPlanner(Analysis analysis, Block block, SelectBlock select, SelectShape shape) {
        this.analysis = analysis;
        this.block = block;
        this.select = select;
        this.shape = shape;
        this.dialect = SqlDialect.of(analysis.source().sql());
    }

    /** The keys of the groups and the visible columns computed from them. */
    record Grouping(List<GroupKey> keys, List<OutputColumn> columns) {}

    Grouping plan() {
        if (select.having().isPresent()) {
            throw ScatterRefusals.query(
                    "HAVING needs whole groups, and these groups have rows on several shards",
                    "Group by the sharding key, restrict the query to one shard, or filter the groups in the"
                            + " application.",
                    select.having().get().span().first());
        }
        if (BlockShape.hasGroupingSets(select)) {
            throw ScatterRefusals.query(
                    "ROLLUP, CUBE and GROUPING SETS cannot be merged over several shards",
                    "Ask for each grouping in a query of its own.",
                    select.groupBy().get(0).span().first());
        }
        Map<Integer, Comparison> visibleKeys = new HashMap<>();
        List<GroupKey> keys = keys(visibleKeys);
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < shape.visible().size(); i++) {
            columns.add(visibleKeys.containsKey(i) ? new OutputColumn.Same(i) : column(i));
        }
        return new Grouping(keys, columns);
    }

    private List<GroupKey> keys(Map<Integer, Comparison> visibleKeys) {
        List<GroupKey> keys = new ArrayList<>();
        for (Expression expression : GroupKeys.expressions(select)) {
            OptionalInt visible = shape.grouped(expression);
            Optional<ColumnType> type = visible.isPresent()
                    ? shape.visible().get(visible.getAsInt()).type()
                    : Types.of(expression, block, analysis.context().schema());
            MergeForm form = type.flatMap(dialect::equality).orElseThrow(() -> ungroupable(expression));
            if (visible.isPresent()) {
                visibleKeys.put(visible.getAsInt(), form.comparison());
                markSame(visible.getAsInt(), form.comparison(), visibleKeys);
            }
            int column = visible.isPresent() ? shape.hide(form, visible.getAsInt()) : shape.hide(form, expression);
            keys.add(new GroupKey(column, form.comparison()));
        }
        return keys;
    }

    /** The same column selected twice is a key in both places. */
    private void markSame(int key, Comparison comparison, Map<Integer, Comparison> visibleKeys) {
        OutputField field = shape.visible().get(key);
        for (int i = 0; i < shape.visible().size(); i++) {
            if (field.origin().isPresent()
                    && field.origin().equals(shape.visible().get(i).origin())) {
                visibleKeys.put(i, comparison);
            }
        }
    }

    private RuntimeException ungroupable(Expression expression) {
        TokenSpan span = expression.span();
        return ScatterRefusals.query(
                "Groups by " + analysis.source().sql().text(span.first(), span.end())
                        + " cannot be merged over several shards: values of its type are not compared exactly",
                "Cast it to a simple type such as text, group by the sharding key, or restrict the query to one shard.",
                span.first());
    }

    private OutputColumn column(int index) {
        Expression expression = shape.visible().get(index).expression().orElseThrow(() -> unsupported(block.from()));
        if (!(expression instanceof FunctionCall call)
                || BlockShape.aggregates(call, analysis.context().schema()).isEmpty()) {
            throw uncombinable(expression, "it is neither a group key nor a plain aggregate");
        }
        if (call.distinct()
                || !call.orderBy().isEmpty()
                || !call.withinGroup().isEmpty()
                || call.over().isPresent()) {
            throw uncombinable(expression, "partial results of DISTINCT, ORDER BY or WITHIN GROUP do not combine");
        }
        return aggregate(index, call);
    }

    private RuntimeException unsupported(Object from) {
        return ScatterRefusals.query(
                "A star cannot be merged with groups over several shards ("
                        + from.getClass().getSimpleName() + ")",
                "Name the columns.",
                select.span().first());
    }

    private OutputColumn aggregate(int index, FunctionCall call) {
        return switch (call.name().name()) {
            case "count" -> new OutputColumn.SumOfCounts(index);
            case "sum" -> sum(index, call);
            case "avg" -> average(call);
            case "min" -> extreme(index, call, false);
            case "max" -> extreme(index, call, true);
            case "bool_and", "every" -> new OutputColumn.Extreme(index, false, Comparison.BOOLEAN);
            case "bool_or" -> new OutputColumn.Extreme(index, true, Comparison.BOOLEAN);
            default -> throw uncombinable(call, "its partial results do not combine");
        };
    }

    private OutputColumn sum(int index, FunctionCall call) {
        requireExact(call);
        return new OutputColumn.SumOfSums(index);
    }

    private OutputColumn average(FunctionCall call) {
        requireExact(call);
        int sum = shape.hide(renamed("sum", call));
        int count = shape.hide(renamed("count", call));
        return new OutputColumn.Average(sum, count);
    }

    /** The same call, FILTER included, of another aggregate. */
    private Piece[] renamed(String aggregate, FunctionCall call) {
        return new Piece[] {
            new Piece.Text(dialect.aggregate(aggregate)),
            new Piece.Copy(call.name().span().end(), call.span().end())
        };
    }

    private void requireExact(FunctionCall call) {
        boolean exact =
                argumentType(call).filter(dialect.types()::addsUpExactly).isPresent();
        if (!exact) {
            throw uncombinable(call, "only integer and numeric values add up exactly");
        }
    }

    private Optional<ColumnType> argumentType(FunctionCall call) {
        return call.arguments().size() == 1
                ? Types.of(call.arguments().get(0), block, analysis.context().schema())
                : Optional.empty();
    }

    private OutputColumn extreme(int index, FunctionCall call, boolean greatest) {
        MergeForm form = argumentType(call)
                .flatMap(dialect::extreme)
                .orElseThrow(() -> uncombinable(call, "values of its type or collation are not ordered exactly"));
        return new OutputColumn.Extreme(index, shape.hide(form, index), greatest, form.comparison());
    }

    private RuntimeException uncombinable(Expression expression, String why) {
        TokenSpan span = expression.span();
        return ScatterRefusals.query(
                analysis.source().sql().text(span.first(), span.end()) + " cannot be computed over several shards: "
                        + why,
                "Use count, sum, min, max or avg of a column, group by the sharding key, or restrict the query to one"
                        + " shard.",
                span.first());
    }
}
