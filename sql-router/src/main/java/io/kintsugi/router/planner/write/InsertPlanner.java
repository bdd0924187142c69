package io.kintsugi.router.planner.write;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.analysis.DeclaredFunctions;
import io.kintsugi.router.planner.bind.FixedPlan;
import io.kintsugi.router.planner.bind.KeyCondition;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.ReferenceShards;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RefusalException;
import io.kintsugi.router.planner.bind.RoutedPlan;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.router.planner.read.ScatterFunctions;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.InsertAssignments;
import io.kintsugi.router.syntax.InsertDefaults;
import io.kintsugi.router.syntax.InsertQuery;
import io.kintsugi.router.syntax.InsertSource;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.router.syntax.InsertValues;
import io.kintsugi.router.syntax.ValuesRow;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans INSERT: finds each row's key, adds generated columns, decides about splitting. Confined to one planning. */
public final class InsertPlanner {
    private final Analysis analysis;
    private final Keyspace keyspace;
    private final InsertStatement insert;
    private final InsertTarget target;

    public InsertPlanner(Analysis analysis, Keyspace keyspace, InsertStatement insert, Relation relation) {
        this.analysis = analysis;
        this.keyspace = keyspace;
        this.insert = insert;
        this.target = new InsertTarget(relation, insert);
    }

    /** Whether Kintsugi has to look into the statement even where the target is certain. */
    public static boolean generates(Relation relation) {
        return relation.definition()
                .filter(table -> !table.generate().isEmpty())
                .isPresent();
    }

    /** The plan, or a refusal thrown. */
    public StatementPlan plan() {
        if (isEverywhere()) {
            try {
                new ReferenceRules(analysis, target.relation()).check();
            } catch (RefusalException refused) {
                return inSteps(refused.refusal());
            }
        }
        return insert.source().accept(new InsertSource.Visitor<>() {
            @Override
            public StatementPlan visit(InsertValues node) {
                return values(node);
            }

            @Override
            public StatementPlan visit(InsertDefaults node) {
                return defaults(node);
            }

            @Override
            public StatementPlan visit(InsertAssignments node) {
                return values(oneRow(node));
            }

            @Override
            public StatementPlan visit(InsertQuery node) {
                return query(node);
            }
        });
    }

    /** INSERT … SET as the one row it inserts. */
    private static InsertValues oneRow(InsertAssignments node) {
        List<Expression> values =
                node.assignments().stream().map(Assignment::value).toList();
        return new InsertValues(List.of(new ValuesRow(values, node.span())), node.span());
    }

    private boolean isSharded() {
        return target.relation().kind() == RelationKind.SHARDED
                && keyspace.shards().size() > 1;
    }

    private boolean isEverywhere() {
        return target.relation().kind() == RelationKind.REFERENCE
                && keyspace.shards().size() > 1;
    }

    private StatementPlan values(InsertValues values) {
        InsertRows rows = new GeneratedColumns(analysis, insert, target).ofValues(values);
        if (isEverywhere()) {
            new DefaultRules(analysis, target.relation()).check(target, rows.columns());
        }
        Optional<InsertedKey> key = isSharded()
                ? Optional.of(new InsertedKeys(analysis, target)
                        .of(rows, values, insert.span().first()))
                : Optional.empty();
        return new InsertPlan(
                keyspace,
                rows,
                key,
                isEverywhere(),
                others(),
                split(),
                !insert.returning().isEmpty(),
                analysis.prelude(),
                analysis.preludeOnSeveral());
    }

    private StatementPlan defaults(InsertDefaults node) {
        GeneratedColumns generated = new GeneratedColumns(analysis, insert, target);
        List<GeneratedColumn> columns = generated.ofDefaults();
        if (isEverywhere()) {
            new DefaultRules(analysis, target.relation()).check(target, columns);
        }
        int key = isSharded() ? new InsertedKeys(analysis, target).generated(columns) : -1;
        if (isSharded() && key < 0) {
            throw WriteRefusals.keyMissing(
                    target.relation(), "gives no value", node.span().first());
        }
        if (columns.isEmpty()) {
            return isEverywhere()
                    ? new ReferenceWritePlan(keyspace, !insert.returning().isEmpty(), analysis.preludeOnSeveral())
                    : FixedPlan.one(Targets.id(keyspace, 0), true, "the keyspace has one shard");
        }
        return new DefaultValuesPlan(
                keyspace,
                columns,
                node.span(),
                generated.needsOverriding(columns),
                key,
                isEverywhere(),
                !insert.returning().isEmpty());
    }

    /** The other sharded tables, those of sub-queries, and functions with a key. */
    private List<ReferenceShards> others() {
        List<ReferenceShards> others = new ArrayList<>();
        analysis.tables(RelationKind.SHARDED).stream()
                .filter(table -> !table.equals(target.relation()))
                .map(analysis::shardsOf)
                .forEach(others::add);
        others.addAll(DeclaredFunctions.references(analysis, keyspace));
        return others;
    }

    /** Why the rows must stay together, if so. */
    private Optional<Refusal> split() {
        if (!isSharded()) {
            return Optional.empty();
        }
        if (!insert.with().isEmpty()) {
            return Optional.of(WriteRefusals.across(
                    "An INSERT with WITH cannot be split over shards",
                    "Insert the rows of each shard in a statement of its own.",
                    insert.span().first()));
        }
        try {
            ScatterFunctions.check(analysis);
        } catch (RefusalException refused) {
            return Optional.of(refused.refusal());
        }
        return ConflictRules.acrossShards(target.relation(), insert);
    }

    private StatementPlan query(InsertQuery node) {
        GeneratedColumns generated = new GeneratedColumns(analysis, insert, target);
        Optional<Refusal> missing = generated.missingIn(node);
        if (missing.isPresent()) {
            return inSteps(missing.get());
        }
        if (isEverywhere()) {
            new DefaultRules(analysis, target.relation()).check(target, List.of());
            return guarded(
                    new ReferenceWritePlan(keyspace, !insert.returning().isEmpty(), analysis.preludeOnSeveral()), node);
        }
        if (!isSharded()) {
            return guarded(FixedPlan.one(Targets.id(keyspace, 0), true, "the keyspace has one shard"), node);
        }
        try {
            return guarded(routed(node), node);
        } catch (RefusalException refused) {
            return inSteps(refused.refusal());
        }
    }

    private StatementPlan guarded(StatementPlan plan, InsertQuery node) {
        return new QueriedIds(analysis, target).guarded(plan, node);
    }

    /**
     * The query first, then its rows: the plan for every value, or the refusal thrown with one more reason.
     *
     * @param refusal of the statement as one
     */
    StatementPlan inSteps(Refusal refusal) {
        if (insert.source() instanceof InsertQuery query
                && refusal.code() != ErrorCode.SHARDING_KEY_MISSING
                && analysis.scopes().changes().size() == 1) {
            return new StepsPlan(new InsertSteps(analysis, insert, query, target, refusal).plan());
        }
        throw refusal.thrown();
    }

    private StatementPlan routed(InsertQuery node) {
        List<KeyCondition> key = new InsertedKeys(analysis, target).ofQuery(node);
        List<ReferenceShards> references = new ArrayList<>();
        references.add(analysis.shardsOf(target.relation(), key));
        references.addAll(others());
        return new RoutedPlan(keyspace, references, true, several(node), analysis.prelude());
    }

    /** The same text on each shard, where each row stays on its own; else steps. */
    private MultiShardPlan several(InsertQuery node) {
        Optional<Relation> driver = new CopiedKey(analysis, target).driver(node.query());
        try {
            if (driver.isPresent() && split().isEmpty()) {
                return onEach(driver.get());
            }
            Refusal refusal = WriteRefusals.across(
                    "INSERT … SELECT has to read and write one shard only",
                    "Give the sharding key of every table as a constant, or select the rows first and insert them.",
                    insert.span().first());
            return new InsertSteps(analysis, insert, node, target, refusal).plan();
        } catch (RefusalException refused) {
            return MultiShardPlan.refused(refused.refusal());
        }
    }

    private ScatterWriteTemplate onEach(Relation driver) {
        // The target stands before the others.
        int place = 1
                + analysis.tables(RelationKind.SHARDED).stream()
                        .filter(table -> !table.equals(target.relation()))
                        .toList()
                        .indexOf(driver);
        return new ScatterWriteTemplate(
                keyspace,
                place,
                driver.describe(),
                driver.key().column(),
                driver.token(),
                !insert.returning().isEmpty(),
                analysis.preludeOnSeveral(),
                analysis.dealsWithTimes(),
                "each row keeps the sharding key of " + driver.describe() + ", so each shard inserts what it finds");
    }
}
