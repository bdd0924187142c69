package io.kintsugi.router.planner.workbench;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.ReferenceShards;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.CommonTable;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.Star;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.router.syntax.TableReference;
import io.kintsugi.router.syntax.TableReferences;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tier 3, for what the shards cannot merge: whether members of WITH can stand for the tables of a query, so that a
 * database without rows finishes it. Whatever would see more of a table than its rows and columns is refused: rights,
 * locks, system columns, samples, views, functions that read tables (sql-pitfalls 1, 3, 12). Confined to one planning.
 */
public final class WorkbenchPlanner {
    private static final int QUALIFIED_PARTS = 2;

    private final Analysis analysis;
    private final Query query;
    private final HandOver handOver;
    private final Map<LogicalTable, List<Relation>> tables = new LinkedHashMap<>();

    public WorkbenchPlanner(Analysis analysis, Query query) {
        this.analysis = analysis;
        this.query = query;
        this.handOver = HandOver.of(analysis.context().topology().dialect());
    }

    /** The plan of a query that is refused otherwise, or the refusal, for where several shards are really needed. */
    public MultiShardPlan insteadOf(Refusal refusal) {
        return answered(refusal).orElseGet(() -> MultiShardPlan.refused(refusal));
    }

    /** The plan of a query that is refused wherever its rows are; the refusal is thrown if this tier has none. */
    public StatementPlan always(Refusal refusal) {
        return new WorkbenchPlan(answered(refusal).orElseThrow(refusal::thrown));
    }

    private Optional<MultiShardPlan> answered(Refusal refusal) {
        boolean unanswered = refusal.code() == ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY;
        return unanswered && canStandIn() ? Optional.of(template(refusal)) : Optional.empty();
    }

    /** Whether members of WITH can stand for the tables. */
    private boolean canStandIn() {
        for (Relation relation : analysis.logicalTables()) {
            Optional<LogicalTable> table = relation.table();
            if (table.isEmpty()
                    || table.get().columns().isEmpty()
                    || handOver.obstacle(table.get()).isPresent()) {
                return false;
            }
            tables.computeIfAbsent(table.get(), first -> new ArrayList<>()).add(relation);
        }
        return !seesMoreThanRows() && !namesTables() && !readsParts();
    }

    private boolean seesMoreThanRows() {
        FunctionKind[] others =
                EnumSet.complementOf(EnumSet.copyOf(handOver.functions())).toArray(FunctionKind[]::new);
        return analysis.functions().has(others)
                || analysis.scopes().readsViews()
                || !analysis.scopes().lockingQueries().isEmpty()
                || !analysis.scopes().variables().isEmpty()
                || analysis.scopes().systemColumnToken() >= 0
                || analysis.scopes().attributeCallToken() >= 0;
    }

    /** Whether a name would mean something else, or nothing, once members of WITH stand for the tables. */
    private boolean namesTables() {
        Set<String> pulled = tables.keySet().stream().map(LogicalTable::name).collect(Collectors.toSet());
        Set<String> rows =
                analysis.logicalTables().stream().map(Relation::visibleName).collect(Collectors.toSet());
        // Where a column has the name, it is meant.
        tables.keySet().forEach(table -> table.columns().forEach(column -> rows.remove(column.name())));
        boolean namesakes = pulled.size() < tables.size()
                || SyntaxWalker.find(query, CommonTable.class).stream()
                        .anyMatch(member -> pulled.contains(member.name().name()));
        return namesakes
                || SyntaxWalker.find(query, ColumnReference.class).stream()
                        .anyMatch(column -> column.parts().size() > QUALIFIED_PARTS || isRow(column, rows))
                || SyntaxWalker.find(query, Star.class).stream()
                        .anyMatch(star -> star.qualifier().size() >= QUALIFIED_PARTS);
    }

    /** A table's name in the place of a value means its rows. */
    private static boolean isRow(ColumnReference column, Set<String> rows) {
        return column.parts().size() == 1 && rows.contains(column.column());
    }

    /** Whether it asks for a part of a table that only the table itself knows. */
    private boolean readsParts() {
        return SyntaxWalker.find(query, TableReference.class).stream()
                .anyMatch(table -> table.only() || table.sample().isPresent());
    }

    private WorkbenchTemplate template(Refusal refusal) {
        List<PulledTable> pulled = tables.entrySet().stream()
                .map(entry -> pulled(entry.getKey(), entry.getValue()))
                .toList();
        RouteExplanation explanation = new RouteExplanation(
                Tier.WORKBENCH,
                List.of("rows of "
                        + pulled.stream().map(table -> table.table().name()).collect(Collectors.joining(", "))
                        + " are pulled, and the catalog's database finishes the query"),
                List.of(
                        "pass-through: not every sharded reference is bound to one shard",
                        "streaming merge: " + refusal.message()));
        return new WorkbenchTemplate(pulled, prefixPlace(), qualifiers(), analysis.dealsWithTimes(), explanation);
    }

    private PulledTable pulled(LogicalTable table, List<Relation> relations) {
        Relation first = relations.get(0);
        boolean whole = first.kind() != RelationKind.SHARDED;
        List<ReferenceShards> references =
                whole ? List.of() : relations.stream().map(analysis::shardsOf).toList();
        List<TokenSpan> conditions = relations.size() == 1
                ? PushedConditions.of(first, analysis.context().schema())
                : List.of();
        String source = handOver.source(table, analysis.context().searchPath());
        return new PulledTable(table, source, first.keyspace(), whole, first.visibleName(), references, conditions);
    }

    /** Where further members of WITH go: behind WITH and RECURSIVE, or in front of everything. */
    private WorkbenchTemplate.PrefixPlace prefixPlace() {
        if (query.with().isEmpty()) {
            return new WorkbenchTemplate.PrefixPlace(query.span().first(), false);
        }
        int behindWith = query.span().first() + 1;
        return new WorkbenchTemplate.PrefixPlace(query.recursive() ? behindWith + 1 : behindWith, true);
    }

    /** The qualifiers of tables' names: the members that stand for them have none. */
    private List<TokenSpan> qualifiers() {
        return TableReferences.of(analysis.statement()).stream()
                .filter(reference -> !reference.commonTable())
                .map(reference -> reference.table().name().parts())
                .filter(parts -> parts.size() > 1)
                .map(WorkbenchPlanner::qualifier)
                .toList();
    }

    private static TokenSpan qualifier(List<Identifier> parts) {
        Identifier name = parts.get(parts.size() - 1);
        return new TokenSpan(parts.get(0).span().first(), name.span().first());
    }
}
