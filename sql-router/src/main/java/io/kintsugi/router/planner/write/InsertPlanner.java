package io.kintsugi.router.planner.write;

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
        if (target.relation().kind() == RelationKind.REFERENCE
                && keyspace.shards().size() > 1) {
            new ReferenceRules(analysis, target.relation()).check();
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
        new GeneratedColumns(analysis, insert, target).refuseMissingIn(node);
        return new QueriedIds(analysis, target).guarded(routed(node), node);
    }

    private StatementPlan routed(InsertQuery node) {
        if (isEverywhere()) {
            new DefaultRules(analysis, target.relation()).check(target, List.of());
            return new ReferenceWritePlan(keyspace, !insert.returning().isEmpty(), analysis.preludeOnSeveral());
        }
        if (!isSharded()) {
            return FixedPlan.one(Targets.id(keyspace, 0), true, "the keyspace has one shard");
        }
        List<KeyCondition> key = new InsertedKeys(analysis, target).ofQuery(node);
        List<ReferenceShards> references = new ArrayList<>();
        references.add(analysis.shardsOf(target.relation(), key));
        references.addAll(others());
        Refusal refusal = WriteRefusals.across(
                "INSERT … SELECT has to read and write one shard only",
                "Give the sharding key of every table as a constant, or select the rows first and insert them.",
                insert.span().first());
        return new RoutedPlan(keyspace, references, true, MultiShardPlan.refused(refusal), analysis.prelude());
    }
}
