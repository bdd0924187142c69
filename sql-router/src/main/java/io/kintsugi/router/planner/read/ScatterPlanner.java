package io.kintsugi.router.planner.read;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.plan.Arrival;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.Merge.GroupKey;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.plan.SortKey;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.analysis.Locality;
import io.kintsugi.router.planner.bind.Edit;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RefusalException;
import io.kintsugi.router.planner.dialect.MergeForm;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.BlockShape;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.planner.workbench.WorkbenchPlanner;
import io.kintsugi.router.syntax.Distinctness;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SetOperation;
import io.kintsugi.router.syntax.StatementModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Tier 2: a query of one block whose rows are driven by one sharded reference, or the reason why it cannot be answered
 * by merging. Confined to one planning.
 */
public final class ScatterPlanner {
    private final Analysis analysis;
    private final Query query;
    private final List<Relation> routed;
    private final Locality locality;

    /**
     * @param routed the sharded references in the order in which the route keeps them
     */
    public ScatterPlanner(Analysis analysis, Query query, List<Relation> routed) {
        this.analysis = analysis;
        this.query = query;
        this.routed = List.copyOf(routed);
        this.locality = new Locality(analysis);
    }

    /** The merge, the workbench, or a refusal to be reported when several shards are really needed. */
    public MultiShardPlan plan() {
        try {
            return merge();
        } catch (RefusalException refused) {
            return new WorkbenchPlanner(analysis, query).insteadOf(refused.refusal());
        }
    }

    private MultiShardPlan merge() {
        refuseEverywhere();
        if (query.body() instanceof SetOperation union) {
            return new UnionPlanner(analysis, query, routed, locality).plan(union);
        }
        SelectBlock select = singleBlock();
        Block block = analysis.scopes().blockOf(query).orElseThrow();
        refuseWhatCannotScatter(select);
        Relation driver = driver(block);
        List<OutputField> outputs = block.outputs()
                .orElseThrow(() -> ScatterRefusals.query(
                        "The columns behind * are not known",
                        "Name the columns.",
                        select.span().first()));
        SelectShape shape = new SelectShape(analysis, block, select, outputs);
        boolean grouped = block.isGrouped() && !locality.groupsByKey(block, driver);
        Planned planned = grouped ? groups(block, select, shape, driver) : rows(block, select, shape, driver);
        Merge merge = query.withTies() ? tied(planned) : planned.merge();
        List<Edit> edits = new ArrayList<>(planned.edits());
        shape.edit().ifPresent(edits::add);
        return new ScatterTemplate(
                driver.keyspace(),
                routed.indexOf(driver),
                edits,
                merge,
                query.limit().map(LimitSource::of),
                query.offset().map(LimitSource::of),
                grouped ? Optional.empty() : FewRows.of(analysis, block, select, driver),
                !grouped,
                analysis.preludeOnSeveral(),
                analysis.dealsWithTimes(),
                explanation(driver, merge));
    }

    /** What ties is known by the order, so the shards have to sort as well. */
    private Merge tied(Planned planned) {
        if (planned.merge().order().size() != query.orderBy().size() || planned.unordered()) {
            throw ScatterRefusals.query(
                    "FETCH FIRST … WITH TIES is not merged over several shards in this order",
                    "Use LIMIT, or order by columns.",
                    query.limit().orElseThrow().span().first());
        }
        return planned.merge().returningTies(Long.MAX_VALUE);
    }

    private SelectBlock singleBlock() {
        if (query.body() instanceof SelectBlock select) {
            return select;
        }
        throw ScatterRefusals.query(
                "TABLE, VALUES and queries in parentheses are not merged over several shards",
                "Send each part as a query of its own, or restrict every table in it to one shard.",
                query.body().span().first());
    }

    private void refuseEverywhere() {
        if (!analysis.scopes().lockingQueries().isEmpty()) {
            Query locking = analysis.scopes().lockingQueries().get(0);
            throw new Refusal(
                            ErrorCode.LOCKING_READ_ACROSS_SHARDS,
                            "A locking read has to be on one shard",
                            "Give the sharding key, or select the keys first and lock by key.",
                            locking.locks().get(0).span().first())
                    .thrown();
        }
        ScatterFunctions.check(analysis);
    }

    private void refuseWhatCannotScatter(SelectBlock select) {
        if (select.distinctness() == Distinctness.DISTINCT_ON) {
            throw ScatterRefusals.query(
                    "DISTINCT ON is not merged over several shards",
                    "Use DISTINCT or GROUP BY, or restrict the query to one shard.",
                    select.span().first());
        }
        if (BlockShape.hasWindows(select) || BlockShape.ordersByWindows(query)) {
            throw ScatterRefusals.query(
                    "Window functions need all rows in one place",
                    "Restrict the query to one shard, or compute the window in the application.",
                    select.span().first());
        }
        if (select.modifiers().contains(StatementModifier.SQL_CALC_FOUND_ROWS)) {
            throw ScatterRefusals.query(
                    "SQL_CALC_FOUND_ROWS counts the rows of one shard only",
                    "Ask SELECT count(*) with the same condition.",
                    select.span().first());
        }
    }

    private Relation driver(Block block) {
        List<Relation> drivers =
                locality.drivers(block).stream().filter(routed::contains).toList();
        if (drivers.isEmpty()) {
            throw ScatterRefusals.query(
                    "No sharded table drives every row: rows that only other tables yield would come back once per"
                            + " shard, or groups would be cut",
                    "Start from the sharded table (as the left side of a LEFT JOIN), or restrict every sharded table to"
                            + " one shard.",
                    block.relations().isEmpty()
                            ? Refusal.NOWHERE
                            : block.relations().get(0).token());
        }
        RefusalException last = null;
        for (Relation driver : drivers) {
            Optional<RefusalException> stranger = stranger(driver);
            if (stranger.isEmpty()) {
                return driver;
            }
            last = last == null ? stranger.get() : last;
        }
        throw last == null ? new IllegalStateException("no driver and no reason") : last;
    }

    private Optional<RefusalException> stranger(Relation driver) {
        Optional<RefusalException> table = locality.stranger(driver)
                .map(other -> ScatterRefusals.query(
                        other.describe() + " is not joined to " + driver.describe() + " on the sharding key ("
                                + other.key() + " = " + driver.key() + "), so matching rows may be on different shards",
                        "Join on the sharding key, restrict every sharded table to one shard by its key, or split the query.",
                        other.token()));
        return table.or(() -> locality.strangeFunction(driver)
                .map(called -> ScatterRefusals.query(
                        "The key argument of " + called.call().name().name() + " is not the sharding key of "
                                + driver.describe(),
                        "Pass the sharding key of the row.",
                        called.token())));
    }

    /** A merge and what the shards are told for it, beside the hidden columns. */
    private record Planned(Merge merge, List<Edit> edits, boolean unordered) {}

    private Planned groups(Block block, SelectBlock select, SelectShape shape, Relation driver) {
        if (select.distinctness() == Distinctness.DISTINCT) {
            throw ScatterRefusals.query(
                    "DISTINCT over groups is not merged over several shards",
                    "Leave out DISTINCT: groups are distinct already when all group keys are selected.",
                    select.span().first());
        }
        GroupPlanner groups = new GroupPlanner(analysis, block, select, shape, driver);
        GroupPlanner.Grouping grouping = groups.plan();
        List<SortKey> order =
                new OrderPlanner(analysis, block, shape).ofGroups(query.orderBy(), groups, grouping.columns());
        Optional<Arrival> arrival = groups.finish(grouping, order);
        Merge merge = new Merge(
                Merge.Kind.GROUP,
                grouping.keys(),
                grouping.columns(),
                order,
                false,
                List.of(),
                0,
                OptionalLong.empty(),
                shape.width(),
                grouping.further(),
                grouping.having(),
                OptionalLong.empty(),
                arrival);
        return new Planned(
                merge, grouping.edits().all(query.orderBy()), grouping.edits().isUnordered());
    }

    private Planned rows(Block block, SelectBlock select, SelectShape shape, Relation driver) {
        boolean distinct = select.distinctness() == Distinctness.DISTINCT && !locality.returnsKey(block, driver);
        boolean mayHide = select.distinctness() == Distinctness.ALL;
        List<MergeForm> forms = distinct ? distinctForms(shape, select) : List.of();
        if (!forms.stream().allMatch(MergeForm::isPlain)) {
            return new Planned(eachRow(block, forms, shape), List.of(), false);
        }
        List<SortKey> order = new OrderPlanner(analysis, block, shape).keys(query.orderBy(), mayHide);
        List<OutputColumn> columns = IntStream.range(0, shape.visible().size())
                .<OutputColumn>mapToObj(OutputColumn.Same::new)
                .toList();
        Merge merge = new Merge(
                order.isEmpty() ? Merge.Kind.CONCAT : Merge.Kind.ORDERED,
                List.of(),
                columns,
                order,
                distinct,
                forms.stream().map(MergeForm::comparison).toList(),
                0,
                OptionalLong.empty(),
                shape.width());
        return new Planned(merge, List.of(), false);
    }

    /** Rows compared by hidden columns are made distinct as groups without aggregates. */
    private Merge eachRow(Block block, List<MergeForm> forms, SelectShape shape) {
        List<GroupKey> keys = new ArrayList<>();
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            keys.add(new GroupKey(shape.hide(forms.get(i), i), forms.get(i).comparison()));
            columns.add(new OutputColumn.Same(i));
        }
        OrderPlanner.RowOrder order = new OrderPlanner(analysis, block, shape).ofDistinctRows(query.orderBy());
        return new Merge(
                Merge.Kind.GROUP,
                keys,
                columns,
                order.keys(),
                false,
                List.of(),
                0,
                OptionalLong.empty(),
                shape.width(),
                order.further(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    private List<MergeForm> distinctForms(SelectShape shape, SelectBlock select) {
        SqlDialect dialect = SqlDialect.of(analysis.source().sql());
        return shape.visible().stream()
                .map(field -> field.type()
                        .flatMap(dialect::equality)
                        .orElseThrow(() -> ScatterRefusals.query(
                                "DISTINCT over several shards cannot compare " + field.name() + " exactly",
                                "Cast it to a simple type, select the sharding key as well, or restrict the query to"
                                        + " one shard.",
                                field.expression()
                                        .map(e -> e.span().first())
                                        .orElse(select.span().first()))))
                .toList();
    }

    private RouteExplanation explanation(Relation driver, Merge merge) {
        String reason = driver.describe() + " drives every row; the shards' rows are " + MergeWords.describe(merge);
        String refused = "pass-through: not every sharded reference is bound to one shard by " + driver.key();
        List<String> further = analysis.tables(RelationKind.SHARDED).stream()
                .filter(table -> !table.equals(driver))
                .map(table -> table.describe() + " holds the same key on every row")
                .toList();
        List<String> reasons = new ArrayList<>(List.of(reason));
        reasons.addAll(further);
        return new RouteExplanation(Tier.STREAMING_MERGE, reasons, List.of(refused));
    }
}
