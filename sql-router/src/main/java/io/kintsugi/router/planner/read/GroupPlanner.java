package io.kintsugi.router.planner.read;

import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.plan.Arrival;
import io.kintsugi.router.plan.Merge.GroupKey;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.plan.SortKey;
import io.kintsugi.router.plan.ValueExpression;
import io.kintsugi.router.plan.ValueOperator;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.analysis.GroupKeys;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.dialect.GroupValues;
import io.kintsugi.router.planner.dialect.MergeForm;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.BlockShape;
import io.kintsugi.router.planner.scope.Conjuncts;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.Types;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SelectItem;
import io.kintsugi.router.syntax.SubqueryExpression;
import io.kintsugi.router.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Groups whose rows lie on several shards: each shard computes partial aggregates, the merge combines them and computes
 * what stands above them. Only where the merge reproduces the arithmetic exactly (sql-pitfalls 37). Confined to one
 * planning.
 */
final class GroupPlanner {
    private final Analysis analysis;
    private final Block block;
    private final SelectBlock select;
    private final SelectShape shape;
    private final LogicalSchema schema;
    private final SqlDialect dialect;
    private final GroupValues rules;
    private final AggregatePlanner aggregates;
    private final ValuePlanner values;
    private final GroupEdits edits;

    /** The visible columns found so far, by position. */
    private final Map<Integer, OutputColumn> columns = new HashMap<>();

    private final List<OutputColumn> further = new ArrayList<>();
    private final Map<TokenSpan, Integer> known = new HashMap<>();

    GroupPlanner(Analysis analysis, Block block, SelectBlock select, SelectShape shape, Relation driver) {
        this.analysis = analysis;
        this.block = block;
        this.select = select;
        this.shape = shape;
        this.schema = analysis.context().schema();
        this.dialect = SqlDialect.of(analysis.source().sql());
        this.rules = dialect.groupValues();
        this.aggregates = new AggregatePlanner(analysis, block, shape, driver);
        this.values = new ValuePlanner(analysis, block, shape, new GroupInputs());
        this.edits = new GroupEdits(analysis.source().sql(), select, dialect);
    }

    /**
     * The keys of the groups and the columns computed from them.
     *
     * @param further columns behind the visible ones, to sort by or to compute from
     * @param having what must be true of a group
     * @param edits what the shards are told otherwise
     */
    record Grouping(
            List<GroupKey> keys,
            List<OutputColumn> columns,
            List<OutputColumn> further,
            Optional<ValueExpression> having,
            GroupEdits edits) {}

    Grouping plan() {
        refuseWhatCannotMerge();
        List<GroupKey> keys = keys();
        for (int i = 0; i < shape.visible().size(); i++) {
            plain(i);
        }
        for (int i = 0; i < shape.visible().size(); i++) {
            compute(i);
        }
        refuseRowOfNothing();
        Optional<ValueExpression> having = select.having().flatMap(this::having);
        List<OutputColumn> visible = new ArrayList<>();
        for (int i = 0; i < shape.visible().size(); i++) {
            visible.add(columns.get(i));
        }
        return new Grouping(keys, visible, further, having, edits);
    }

    /** What the shards are told, once ORDER BY has been planned too; how their groups come, where they are sorted. */
    Optional<Arrival> finish(Grouping grouping, List<SortKey> order) {
        Optional<Expression> distinct = aggregates.distinct();
        ArrivalPlanner arrival = new ArrivalPlanner(shape, dialect);
        if (distinct.isEmpty()) {
            List<OutputColumn> all =
                    Stream.concat(grouping.columns().stream(), further.stream()).toList();
            return edits.isUnordered() || grouping.keys().isEmpty()
                    ? Optional.empty()
                    : arrival.ordered(grouping.keys(), order, all);
        }
        requireNoConstants(distinct.get());
        edits.groupBy(distinct.get());
        for (Expression key : GroupKeys.expressions(select)) {
            addKey(arrival, key);
        }
        arrival.add(Types.of(distinct.get(), block, schema), distinct, form -> shape.hide(form, distinct.get()));
        Optional<Arrival> found = arrival.ofValues(order);
        found.ifPresent(sorted -> edits.orderBy(ArrivalPlanner.orderBy(sorted)));
        return found;
    }

    private void addKey(ArrivalPlanner arrival, Expression key) {
        OptionalInt visible = shape.grouped(key);
        if (visible.isPresent()) {
            OutputField field = shape.visible().get(visible.getAsInt());
            arrival.add(field.type(), field.expression(), form -> shape.hide(form, visible.getAsInt()));
        } else {
            arrival.add(Types.of(key, block, schema), Optional.of(key), form -> shape.hide(form, key));
        }
    }

    /** Shards without rows return none where they group by it, and constants come with the shards' rows. */
    private void requireNoConstants(Expression distinct) {
        boolean constants = Stream.concat(columns.values().stream(), further.stream())
                .anyMatch(OutputColumn.Same.class::isInstance);
        if (constants && select.groupBy().isEmpty()) {
            throw ScatterRefusals.uncombinable(
                    analysis.source().sql(),
                    distinct.span(),
                    "constants beside DISTINCT values need a row of each shard");
        }
    }

    private void refuseWhatCannotMerge() {
        if (BlockShape.hasGroupingSets(select)) {
            throw ScatterRefusals.query(
                    "ROLLUP, CUBE and GROUPING SETS cannot be merged over several shards",
                    "Ask for each grouping in a query of its own.",
                    select.groupBy().get(0).span().first());
        }
        boolean rows = select.groupBy().isEmpty()
                && select.having().isPresent()
                && rules.seesNamesOfSelectList()
                && BlockShape.aggregates(select, schema).isEmpty();
        if (rows) {
            throw ScatterRefusals.query(
                    "HAVING without groups is not merged over several shards",
                    "Write the condition in WHERE.",
                    select.having().get().span().first());
        }
    }

    /** Shards that tell DISTINCT values apart by groups return no row where there is none, hence no constant either. */
    private void refuseRowOfNothing() {
        boolean constants = columns.values().stream().anyMatch(OutputColumn.Same.class::isInstance);
        if (constants && select.groupBy().isEmpty() && aggregates.distinct().isPresent()) {
            throw ScatterRefusals.query(
                    "A constant beside an aggregate of DISTINCT values is not merged over several shards",
                    "Leave out the constant.",
                    select.span().first());
        }
    }

    private List<GroupKey> keys() {
        List<GroupKey> keys = new ArrayList<>();
        for (Expression expression : GroupKeys.expressions(select)) {
            OptionalInt visible = shape.grouped(expression);
            Optional<ColumnType> type = visible.isPresent()
                    ? shape.visible().get(visible.getAsInt()).type()
                    : Types.of(expression, block, schema);
            MergeForm form = type.flatMap(dialect::equality).orElseThrow(() -> ungroupable(expression));
            boolean copied = visible.isEmpty() || !form.isPlain();
            if (copied && AggregatePlanner.hasParameter(expression(expression, visible))) {
                throw parameterInKey(expression);
            }
            visible.ifPresent(this::markSame);
            int column = visible.isPresent() ? shape.hide(form, visible.getAsInt()) : shape.hide(form, expression);
            keys.add(new GroupKey(column, form.comparison()));
        }
        return keys;
    }

    private Expression expression(Expression key, OptionalInt visible) {
        return visible.isPresent()
                ? shape.visible().get(visible.getAsInt()).expression().orElse(key)
                : key;
    }

    /** Its copy would have parameters of its own, which make it another expression to the server. */
    private RuntimeException parameterInKey(Expression expression) {
        TokenSpan span = expression.span();
        return ScatterRefusals.query(
                "Groups by " + analysis.source().sql().text(span.first(), span.end())
                        + " cannot be merged over several shards: it has a parameter",
                "Write the value into the text, or restrict the query to one shard.",
                span.first());
    }

    /** The same column selected twice is a key in both places. */
    private void markSame(int key) {
        columns.put(key, new OutputColumn.Same(key));
        OutputField field = shape.visible().get(key);
        for (int i = 0; i < shape.visible().size(); i++) {
            if (field.origin().isPresent()
                    && field.origin().equals(shape.visible().get(i).origin())) {
                columns.put(i, new OutputColumn.Same(i));
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

    /** Plain aggregates, and what holds none: then the server itself sees to it that all rows of a group agree. */
    private void plain(int index) {
        if (columns.containsKey(index)) {
            return;
        }
        Expression expression = shape.visible().get(index).expression().orElseThrow(this::star);
        if (isAggregate(expression)) {
            columns.put(index, aggregates.of((FunctionCall) expression, index));
        } else if (isDecided(expression)) {
            columns.put(index, new OutputColumn.Same(index));
        }
    }

    private void compute(int index) {
        if (columns.containsKey(index)) {
            return;
        }
        SelectItem item = select.items().get(itemOf(index));
        columns.put(index, new OutputColumn.Computed(values.of(item.expression())));
        edits.computed(item, shape.visible().get(index).name());
    }

    /** Stars stand for several columns, or for none. */
    private int itemOf(int index) {
        Expression expression = shape.visible().get(index).expression().orElseThrow(this::star);
        for (int i = 0; i < select.items().size(); i++) {
            if (select.items().get(i).expression().equals(expression)) {
                return i;
            }
        }
        throw new IllegalStateException("no select item of column " + index);
    }

    private RuntimeException star() {
        return ScatterRefusals.query(
                "A star cannot be merged with groups over several shards",
                "Name the columns.",
                select.span().first());
    }

    private boolean isAggregate(Expression expression) {
        return expression instanceof FunctionCall call
                && BlockShape.aggregates(call, schema).contains(call);
    }

    /** Whether the shards agree on its value in a group. Without GROUP BY a shard without rows would have NULL. */
    private boolean isDecided(Expression expression) {
        boolean free =
                BlockShape.aggregates(expression, schema).isEmpty() && !holds(expression, SubqueryExpression.class);
        return free && (!select.groupBy().isEmpty() || !holds(expression, ColumnReference.class));
    }

    private static boolean holds(SyntaxNode node, Class<? extends SyntaxNode> kind) {
        return kind.isInstance(node) || node.children().stream().anyMatch(child -> holds(child, kind));
    }

    /** Conditions on the keys alone are left to the shards, which then do not compute groups that nobody wants. */
    private Optional<ValueExpression> having(Expression condition) {
        List<Expression> conjuncts = Conjuncts.of(condition).toList();
        List<Expression> pushed = new ArrayList<>();
        List<Expression> kept = new ArrayList<>();
        for (Expression conjunct : conjuncts) {
            (isPushed(conjunct) ? pushed : kept).add(conjunct);
        }
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        edits.having(condition, pushed);
        List<ValueExpression> conditions = kept.stream().map(values::condition).toList();
        return Optional.of(
                conditions.size() == 1
                        ? conditions.get(0)
                        : new ValueExpression.Operation(ValueOperator.AND, conditions));
    }

    private boolean isPushed(Expression conjunct) {
        // A sub-query may hold an aggregate of this block.
        boolean free = BlockShape.aggregates(conjunct, schema).isEmpty() && !holds(conjunct, SubqueryExpression.class);
        return free && !select.groupBy().isEmpty() && !namesComputed(conjunct);
    }

    private boolean namesComputed(SyntaxNode node) {
        if (!rules.seesNamesOfSelectList()) {
            return false;
        }
        boolean computed = node instanceof ColumnReference reference
                && shape.named(reference)
                        .filter(field -> field.expression()
                                .filter(item ->
                                        !BlockShape.aggregates(item, schema).isEmpty())
                                .isPresent())
                        .isPresent();
        return computed || node.children().stream().anyMatch(this::namesComputed);
    }

    /**
     * The column that an expression of ORDER BY sorts by, where it is not selected; as the merge sees it.
     *
     * @param form how its values compare
     */
    int sorted(Expression expression, MergeForm form) {
        if (isAggregate(expression)) {
            int position = aggregate((FunctionCall) expression);
            return form.isPlain()
                    ? position
                    : comparedBy(further.get(position - shape.visible().size()), form);
        }
        if (isDecided(expression)) {
            return add(new OutputColumn.Same(shape.hide(form, expression)));
        }
        if (!form.isPlain()) {
            throw ScatterRefusals.uncombinable(
                    analysis.source().sql(), expression.span(), "the merge cannot sort by it");
        }
        edits.unordered();
        return add(new OutputColumn.Computed(values.of(expression)));
    }

    /** What a column of the merge is sorted by, where that is not the column itself. */
    int comparedBy(OutputColumn column, MergeForm form) {
        if (column instanceof OutputColumn.Extreme extreme) {
            return add(new OutputColumn.Extreme(extreme.by(), extreme.greatest(), extreme.comparison()));
        }
        throw new IllegalStateException("no " + form + " of " + column);
    }

    int add(OutputColumn column) {
        further.add(column);
        return shape.visible().size() + further.size() - 1;
    }

    /** Whether a visible column is computed by the merge: then the shards must not sort by it. */
    void orderedBy(int visible) {
        if (columns.get(visible) instanceof OutputColumn.Computed) {
            edits.unordered();
        }
    }

    private int aggregate(FunctionCall call) {
        OptionalInt visible = visible(call);
        if (visible.isPresent()) {
            return visible.getAsInt();
        }
        OptionalInt before = before(call.span());
        return before.isPresent() ? before.getAsInt() : keep(call, aggregates.of(call, shape.hide(call)));
    }

    /** A visible column that holds the same value already. */
    private OptionalInt visible(Expression expression) {
        OptionalInt same = shape.same(expression);
        return same.isPresent() && isUsable(columns.get(same.getAsInt())) ? same : OptionalInt.empty();
    }

    private static boolean isUsable(@Nullable OutputColumn column) {
        return column != null && !(column instanceof OutputColumn.Computed);
    }

    private OptionalInt before(TokenSpan span) {
        return known.entrySet().stream()
                .filter(entry -> shape.sameTokens(entry.getKey(), span))
                .mapToInt(Map.Entry::getValue)
                .findFirst();
    }

    private int keep(Expression expression, OutputColumn column) {
        int position = add(column);
        known.put(expression.span(), position);
        return position;
    }

    private final class GroupInputs implements ValuePlanner.Inputs {
        @Override
        public int aggregate(FunctionCall call) {
            return GroupPlanner.this.aggregate(call);
        }

        @Override
        public int value(Expression expression) {
            boolean decided = isDecided(expression)
                    || !BlockShape.aggregates(expression, schema).isEmpty();
            if (!decided) {
                throw ScatterRefusals.uncombinable(
                        analysis.source().sql(), expression.span(), "it is neither a group key nor an aggregate");
            }
            OptionalInt visible = visible(expression);
            if (visible.isPresent()) {
                return visible.getAsInt();
            }
            OptionalInt before = before(expression.span());
            return before.isPresent()
                    ? before.getAsInt()
                    : keep(expression, new OutputColumn.Same(shape.hide(expression)));
        }

        @Override
        public int constant(String text) {
            return add(new OutputColumn.Same(shape.hide(new Piece.Text(text))));
        }
    }
}
