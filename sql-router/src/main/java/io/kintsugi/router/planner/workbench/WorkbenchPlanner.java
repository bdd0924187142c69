package io.kintsugi.router.planner.workbench;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.ReferenceShards;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RefusalException;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tier 3, for what the shards cannot merge: a database without rows finishes the query, with the rows of its tables.
 * Confined to one planning.
 */
public final class WorkbenchPlanner {
    private static final String UNLEASED = ", and the cluster has no database to lease for it";

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
        try {
            return planned(refusal);
        } catch (RefusalException refused) {
            return MultiShardPlan.refused(refused.refusal());
        }
    }

    /** The plan of a query that is refused wherever its rows are; the refusal is thrown if this tier has none. */
    public StatementPlan always(Refusal refusal) {
        return new WorkbenchPlan(planned(refusal));
    }

    private WorkbenchTemplate planned(Refusal refusal) {
        if (refusal.code() != ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY) {
            throw refusal.thrown();
        }
        for (Relation relation : analysis.logicalTables()) {
            Optional<LogicalTable> table = relation.table();
            if (table.isEmpty() || table.get().columns().isEmpty()) {
                throw closed(refusal, "the columns of " + relation.describe() + " are not known");
            }
            tables.computeIfAbsent(table.get(), first -> new ArrayList<>()).add(relation);
        }
        tables.keySet().stream()
                .flatMap(table -> handOver.obstacle(table).stream())
                .findFirst()
                .ifPresent(why -> {
                    throw closed(refusal, why);
                });
        WorkbenchFit fit = new WorkbenchFit(analysis, query, tables.keySet());
        fit.closed().ifPresent(why -> {
            throw closed(refusal, why);
        });
        Optional<String> beyond = handOver.hasMemberPerReference()
                ? fit.beyondMembersOfTheirOwn().or(() -> SharedMembers.obstacle(query))
                : fit.beyondMembers();
        boolean leases = handOver.leases() && hasLeases();
        if (beyond.isPresent() && !leases) {
            throw closed(refusal, beyond.get() + (handOver.leases() ? UNLEASED : ""));
        }
        return template(refusal, beyond, leases);
    }

    private static RefusalException closed(Refusal refusal, String why) {
        return refusal.because("the workbench cannot finish it either: " + why).thrown();
    }

    /** A catalog that is a shard too has rows of its own, which others see. */
    private boolean hasLeases() {
        Topology topology = analysis.context().topology();
        if (!topology.workbench().isEmpty()) {
            return true;
        }
        String catalog = topology.catalog().primary();
        return topology.keyspaces().values().stream()
                .flatMap(keyspace -> keyspace.shards().stream())
                .noneMatch(shard -> shard.replicas().primary().equals(catalog));
    }

    private WorkbenchTemplate template(Refusal refusal, Optional<String> beyond, boolean leases) {
        List<PulledTable> pulled = tables.entrySet().stream()
                .map(entry -> pulled(entry.getKey(), entry.getValue()))
                .toList();
        List<String> reasons = new ArrayList<>();
        reasons.add("rows of "
                + pulled.stream().map(table -> table.table().name()).collect(Collectors.joining(", "))
                + " are pulled, and a database without them finishes the query");
        beyond.ifPresent(why -> reasons.add("members of WITH cannot stand for the tables: " + why));
        RouteExplanation explanation = new RouteExplanation(
                Tier.WORKBENCH,
                reasons,
                List.of(
                        "pass-through: not every sharded reference is bound to one shard",
                        "streaming merge: " + refusal.message()));
        return new WorkbenchTemplate(
                pulled,
                PullOrder.of(analysis, query, handOver, pulled, List.copyOf(tables.values())),
                prefixPlace(),
                standIns(),
                analysis.dealsWithTimes(),
                beyond.isEmpty(),
                leases,
                clock(),
                explanation);
    }

    /** Where a transaction's clock stands still, it is the same there as on its shards. */
    private Prelude clock() {
        return SqlDialect.of(analysis.context()).pinsClocks() ? Prelude.NONE : analysis.preludeOnSeveral();
    }

    private PulledTable pulled(LogicalTable table, List<Relation> relations) {
        Relation first = relations.get(0);
        boolean whole = first.kind() != RelationKind.SHARDED;
        List<ReferenceShards> references =
                whole ? List.of() : relations.stream().map(analysis::shardsOf).toList();
        List<List<PushedCondition>> ways =
                PushedConditions.of(relations, analysis.context().schema());
        String source = handOver.source(table, analysis.context().searchPath());
        return new PulledTable(table, source, first.keyspace(), whole, first.visibleName(), references, ways);
    }

    private StandIns standIns() {
        List<LogicalTable> all = List.copyOf(tables.keySet());
        return handOver.hasMemberPerReference()
                ? StandIns.ofReferences(analysis, all)
                : StandIns.ofTables(analysis, all);
    }

    /** Where further members of WITH go: behind WITH and RECURSIVE, or in front of everything. */
    private WorkbenchTemplate.PrefixPlace prefixPlace() {
        if (query.with().isEmpty()) {
            return new WorkbenchTemplate.PrefixPlace(query.span().first(), false);
        }
        int behindWith = query.span().first() + 1;
        return new WorkbenchTemplate.PrefixPlace(query.recursive() ? behindWith + 1 : behindWith, true);
    }
}
