package io.kintsugi.router.planner.read;

import io.kintsugi.router.plan.Comparison;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.plan.SortKey;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.analysis.GroupKeys;
import io.kintsugi.router.planner.analysis.Locality;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.dialect.MergeForm;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.BlockShape;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Direction;
import io.kintsugi.router.syntax.Distinctness;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.NullOrder;
import io.kintsugi.router.syntax.OrderItem;
import io.kintsugi.router.syntax.ParenthesizedQuery;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.QueryBody;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SetKind;
import io.kintsugi.router.syntax.SetOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * UNION of blocks each of which a sharded table drives: every shard unites its own rows of all of them, and the merge
 * unites the shards'. Confined to one planning.
 */
final class UnionPlanner {
    private final Analysis analysis;
    private final Query query;
    private final List<Relation> routed;
    private final Locality locality;
    private final SqlDialect dialect;
    private final List<Leg> legs = new ArrayList<>();

    UnionPlanner(Analysis analysis, Query query, List<Relation> routed, Locality locality) {
        this.analysis = analysis;
        this.query = query;
        this.routed = routed;
        this.locality = locality;
        this.dialect = SqlDialect.of(analysis.context());
    }

    private record Leg(SelectBlock select, List<OutputField> outputs) {}

    MultiShardPlan plan(SetOperation union) {
        boolean distinct = !union.all();
        if (!query.with().isEmpty() || analysis.functions().has(FunctionKind.DECLARED)) {
            throw unsupported("WITH and declared functions are not united over several shards", union);
        }
        refuseFloats(union);
        collect(union, distinct);
        int width = legs.get(0).outputs().size();
        if (legs.stream().anyMatch(leg -> leg.outputs().size() != width)) {
            throw unsupported("The parts of this UNION have different numbers of columns", union);
        }
        List<SortKey> order = order();
        Merge merge = new Merge(
                order.isEmpty() ? Merge.Kind.CONCAT : Merge.Kind.ORDERED,
                List.of(),
                IntStream.range(0, width)
                        .<OutputColumn>mapToObj(OutputColumn.Same::new)
                        .toList(),
                order,
                distinct,
                distinct ? equalities(width) : List.of(),
                0,
                OptionalLong.empty(),
                width);
        return new ScatterTemplate(
                routed.get(0).keyspace(),
                MultiShardPlan.ALL_DRIVE,
                List.of(),
                query.withTies() ? merge.returningTies(Long.MAX_VALUE) : merge,
                query.limit().map(LimitSource::of),
                query.offset().map(LimitSource::of),
                Optional.empty(),
                true,
                analysis.preludeOnSeveral(),
                analysis.dealsWithTimes(),
                explanation(merge));
    }

    /** By a cursor, MySQL gives a FLOAT of a UNION the digits of a DOUBLE. */
    private void refuseFloats(SetOperation union) {
        boolean floats = analysis.logicalTables().stream()
                .flatMap(relation -> relation.table().stream())
                .flatMap(table -> table.columns().stream())
                .flatMap(column -> column.type().mySql().stream())
                .anyMatch(type -> type.base().equals("float"));
        if (floats) {
            throw unsupported("UNION over tables with FLOAT columns is not merged over several shards", union);
        }
    }

    /** @param anyRows whether equal rows are one in the end, so that nothing depends on how often they come */
    private void collect(QueryBody body, boolean anyRows) {
        if (body instanceof SetOperation operation) {
            if (operation.kind() != SetKind.UNION || (!operation.all() && !anyRows)) {
                throw unsupported("Only UNION is merged over several shards, not with UNION ALL above it", body);
            }
            collect(operation.left(), anyRows);
            collect(operation.right(), anyRows);
        } else if (body instanceof ParenthesizedQuery parentheses && isBare(parentheses.query())) {
            collect(parentheses.query().body(), anyRows);
        } else if (body instanceof SelectBlock select) {
            legs.add(leg(select, anyRows));
        } else {
            throw unsupported("A part of this UNION is not one block", body);
        }
    }

    private static boolean isBare(Query query) {
        return query.with().isEmpty()
                && query.orderBy().isEmpty()
                && query.limit().isEmpty()
                && query.offset().isEmpty()
                && query.locks().isEmpty();
    }

    private Leg leg(SelectBlock select, boolean anyRows) {
        Block block = analysis.scopes().blockOf(select).orElseThrow();
        Relation driver = driver(select, block);
        if (select.distinctness() == Distinctness.DISTINCT_ON || BlockShape.hasWindows(select)) {
            throw unsupported("Window functions and DISTINCT ON need all rows in one place", select);
        }
        if (block.isGrouped() && !locality.groupsByKey(block, driver)) {
            throw unsupported("A part of this UNION has groups over several shards", select);
        }
        boolean repeats = select.distinctness() == Distinctness.DISTINCT && !locality.returnsKey(block, driver);
        if (repeats && !anyRows) {
            throw unsupported("A part of this UNION has DISTINCT rows over several shards", select);
        }
        return new Leg(
                select, block.outputs().orElseThrow(() -> unsupported("The columns behind * are not known", select)));
    }

    private Relation driver(SelectBlock select, Block block) {
        for (Relation driver : locality.drivers(block)) {
            if (routed.contains(driver)
                    && locality.stranger(driver, select.span()).isEmpty()
                    && driver.keyspace().name().equals(routed.get(0).keyspace().name())) {
                return driver;
            }
        }
        throw unsupported("No sharded table drives every row of a part of this UNION", select);
    }

    /** By names and positions of the result, which is all that ORDER BY sees. */
    private List<SortKey> order() {
        List<SortKey> keys = new ArrayList<>();
        for (OrderItem item : query.orderBy()) {
            int column = column(item);
            Comparison comparison = comparison(column, dialect::order)
                    .filter(known -> item.usingOperator().isEmpty())
                    .orElseThrow(() -> unordered(item));
            boolean descending = item.direction() == Direction.DESCENDING;
            boolean nullsFirst = item.nulls() == NullOrder.DEFAULT
                    ? dialect.nullsFirst(descending)
                    : item.nulls() == NullOrder.FIRST;
            keys.add(new SortKey(column, descending, nullsFirst, comparison));
        }
        return keys;
    }

    private int column(OrderItem item) {
        Expression expression = item.expression();
        List<OutputField> outputs = legs.get(0).outputs();
        if (GroupKeys.isPosition(expression)) {
            int position = GroupKeys.position(expression, analysis.source());
            if (position >= 1 && position <= outputs.size()) {
                return position - 1;
            }
        }
        if (expression instanceof ColumnReference name && name.parts().size() == 1) {
            int[] named = IntStream.range(0, outputs.size())
                    .filter(i -> outputs.get(i).name().equals(name.column()))
                    .toArray();
            if (named.length == 1) {
                return named[0];
            }
        }
        throw unordered(item);
    }

    private List<Comparison> equalities(int width) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            comparisons.add(comparison(i, dialect::equality)
                    .orElseThrow(() ->
                            unsupported("UNION over several shards cannot compare its columns exactly", query.body())));
        }
        return comparisons;
    }

    /** How values of a column compare, where those of all parts do so alike. */
    private Optional<Comparison> comparison(int column, Function<ColumnType, Optional<MergeForm>> rule) {
        Comparison common = null;
        for (Leg leg : legs) {
            Optional<Comparison> found = leg.outputs()
                    .get(column)
                    .type()
                    .flatMap(rule)
                    .filter(MergeForm::isPlain)
                    .map(MergeForm::comparison);
            if (found.isEmpty() || (common != null && common != found.get())) {
                return Optional.empty();
            }
            common = found.get();
        }
        return Optional.ofNullable(common);
    }

    private RouteExplanation explanation(Merge merge) {
        return new RouteExplanation(
                Tier.STREAMING_MERGE,
                List.of("a sharded table drives every row of each part; the shards' rows are "
                        + MergeWords.describe(merge)),
                List.of("pass-through: not every sharded reference is bound to one shard"));
    }

    private RuntimeException unordered(OrderItem item) {
        return ScatterRefusals.unordered(
                analysis.source().sql().text(item.span().first(), item.span().end()),
                dialect.orderRemedy(),
                item.span().first());
    }

    private static RuntimeException unsupported(String what, QueryBody body) {
        return ScatterRefusals.query(
                what,
                "Send each part as a query of its own, or restrict every table in it to one shard.",
                body.span().first());
    }
}
