package io.kintsugi.router.planner.write;

import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.analysis.DeclaredFunctions;
import io.kintsugi.router.planner.analysis.Locality;
import io.kintsugi.router.planner.bind.KeyCondition;
import io.kintsugi.router.planner.bind.KeySource;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.ReferenceShards;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RefusalException;
import io.kintsugi.router.planner.bind.RoutedPlan;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.read.ScatterFunctions;
import io.kintsugi.router.planner.scope.Change;
import io.kintsugi.router.planner.scope.KeyClasses;
import io.kintsugi.router.planner.scope.KeyConstants;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.DeleteStatement;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.router.syntax.MergeStatement;
import io.kintsugi.router.syntax.MultiDeleteStatement;
import io.kintsugi.router.syntax.MultiUpdateStatement;
import io.kintsugi.router.syntax.OrderItem;
import io.kintsugi.router.syntax.QueryStatement;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.SyntaxNode;
import io.kintsugi.router.syntax.UpdateStatement;
import io.kintsugi.topology.KeyRule;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans statements that change data in a keyspace of several shards. Confined to one planning. */
public final class ChangePlanner {
    private final Analysis analysis;
    private final Keyspace keyspace;

    public ChangePlanner(Analysis analysis, Keyspace keyspace) {
        this.analysis = analysis;
        this.keyspace = keyspace;
    }

    /** The plan, or a refusal thrown. */
    public StatementPlan plan() {
        List<Change> changes = analysis.scopes().changes();
        changes.forEach(this::checkTarget);
        Change first = changes.get(0);
        Statement statement = first.statement();
        if (statement instanceof MultiUpdateStatement || statement instanceof MultiDeleteStatement) {
            return joined(changes);
        }
        if (first.nested() || changes.size() > 1) {
            return new NestedChangePlanner(analysis, keyspace).plan();
        }
        return first.statement().accept(new Statement.Visitor<>() {
            @Override
            public StatementPlan visit(QueryStatement node) {
                throw new IllegalStateException("a query is not a change");
            }

            @Override
            public StatementPlan visit(InsertStatement node) {
                return new InsertPlanner(analysis, keyspace, node, first.target()).plan();
            }

            @Override
            public StatementPlan visit(UpdateStatement node) {
                StatementPlan plan =
                        inPlace(first.target(), !node.returning().isEmpty(), cut(node.orderBy(), node.limit()));
                return KeyAssignments.constant(first.target(), node.assignments())
                        .map(assignment -> keepingKey(plan, first.target(), assignment))
                        .orElse(plan);
            }

            @Override
            public StatementPlan visit(DeleteStatement node) {
                return inPlace(first.target(), !node.returning().isEmpty(), cut(node.orderBy(), node.limit()));
            }

            @Override
            public StatementPlan visit(MultiUpdateStatement node) {
                return joined(changes);
            }

            @Override
            public StatementPlan visit(MultiDeleteStatement node) {
                return joined(changes);
            }

            @Override
            public StatementPlan visit(MergeStatement node) {
                throw WriteRefusals.across(
                                "MERGE into a sharded or reference table is not supported",
                                "Use INSERT … ON CONFLICT, UPDATE and DELETE by sharding key.",
                                node.span().first())
                        .thrown();
            }
        });
    }

    private StatementPlan keepingKey(StatementPlan plan, Relation target, Assignment assignment) {
        Refusal changed = WriteRefusals.keyUpdate(
                target, assignment.columns().get(0).span().first());
        KeyRule rule = KeyClasses.keyRule(target.key()).orElseThrow(changed::thrown);
        KeySource assigned = KeyConstants.of(assignment.value(), rule).orElseThrow(changed::thrown);
        List<KeySource> pinned = analysis.keyClass(target).conditions().stream()
                .filter(KeyCondition.Equal.class::isInstance)
                .map(condition -> ((KeyCondition.Equal) condition).source())
                .toList();
        if (pinned.isEmpty()) {
            throw changed.thrown();
        }
        ColumnType column = target.table()
                .flatMap(table -> table.column(target.key().column()))
                .orElseThrow(changed::thrown)
                .type();
        return new KeptKeyPlan(plan, assigned, pinned, rule, column, changed);
    }

    /** What makes the rows that are changed depend on all others: ORDER BY or LIMIT of MySQL. */
    private static Optional<SyntaxNode> cut(List<OrderItem> orderBy, Optional<Expression> limit) {
        return limit.<SyntaxNode>map(node -> node).or(() -> orderBy.stream().findFirst());
    }

    /** Several joined tables: all on one shard, or not at all. */
    private StatementPlan joined(List<Change> changes) {
        for (Change change : changes) {
            if (change.target().kind() != RelationKind.SHARDED) {
                throw WriteRefusals.across(
                                change.target().describe() + " cannot be changed together with other tables",
                                "Change it in a statement of its own.",
                                change.target().token())
                        .thrown();
            }
        }
        List<ReferenceShards> references = new ArrayList<>(analysis.tables(RelationKind.SHARDED).stream()
                .map(analysis::shardsOf)
                .toList());
        references.addAll(DeclaredFunctions.references(analysis, keyspace));
        Refusal refusal = WriteRefusals.across(
                "Changes of joined tables have to be on one shard",
                "Give the sharding key of every table as the same constant, or change one table at a time.",
                analysis.statement().span().first());
        return new RoutedPlan(keyspace, references, true, MultiShardPlan.refused(refusal), analysis.prelude());
    }

    private void checkTarget(Change change) {
        Relation target = change.target();
        if (!target.kind().isLogical()) {
            throw WriteRefusals.across(
                            target.visibleName() + " is not a table that can be changed through Kintsugi",
                            "Change the table behind it directly.",
                            target.token())
                    .thrown();
        }
        if (change.statement() instanceof UpdateStatement update) {
            Optional<Assignment> constant =
                    isAlone(change) ? KeyAssignments.constant(target, update.assignments()) : Optional.empty();
            KeyAssignments.check(
                    target,
                    update.assignments().stream()
                            .filter(assignment ->
                                    constant.filter(assignment::equals).isEmpty())
                            .toList());
        }
        if (change.statement() instanceof MultiUpdateStatement update) {
            KeyAssignments.check(
                    target,
                    update.assignments().stream()
                            .filter(assignment -> KeyAssignments.mayBeOf(target, assignment))
                            .toList());
        }
        if (change.statement() instanceof InsertStatement insert) {
            insert.onConflict().ifPresent(conflict -> ConflictRules.checkAssignments(target, conflict));
            ConflictRules.checkAssignments(target, insert);
        }
    }

    private boolean isAlone(Change change) {
        return !change.nested() && analysis.scopes().changes().size() == 1;
    }

    private StatementPlan inPlace(Relation target, boolean returnsRows, Optional<SyntaxNode> cut) {
        if (target.kind() == RelationKind.REFERENCE) {
            new ReferenceRules(analysis, target).check();
            return new ReferenceWritePlan(keyspace, returnsRows, analysis.preludeOnSeveral());
        }
        List<Relation> sharded = analysis.tables(RelationKind.SHARDED);
        List<ReferenceShards> references =
                new ArrayList<>(sharded.stream().map(analysis::shardsOf).toList());
        references.addAll(DeclaredFunctions.references(analysis, keyspace));
        return new RoutedPlan(
                keyspace, references, true, several(target, sharded, returnsRows, cut), analysis.prelude());
    }

    private MultiShardPlan several(
            Relation target, List<Relation> sharded, boolean returnsRows, Optional<SyntaxNode> cut) {
        try {
            cut.ifPresent(node -> {
                throw WriteRefusals.across(
                                "ORDER BY and LIMIT would choose rows on each shard alone",
                                "Give the sharding key, or select the keys first and write by key.",
                                node.span().first())
                        .thrown();
            });
            ScatterFunctions.check(analysis);
            Locality locality = new Locality(analysis);
            locality.strangeFunction(target).ifPresent(called -> {
                throw WriteRefusals.across(
                                "The key argument of " + called.call().name().name() + " is not the sharding key of "
                                        + target.describe(),
                                "Pass the sharding key of the row.",
                                called.token())
                        .thrown();
            });
            locality.stranger(target).ifPresent(other -> {
                throw WriteRefusals.across(
                                other.describe() + " is not joined to " + target.describe()
                                        + " on the sharding key, so it may have rows on other shards that decide what is"
                                        + " changed",
                                "Join on the sharding key, give the sharding key, or select the keys first and write by"
                                        + " key.",
                                other.token())
                        .thrown();
            });
            return new ScatterWriteTemplate(
                    keyspace,
                    sharded.indexOf(target),
                    target.describe(),
                    target.key().column(),
                    target.token(),
                    returnsRows,
                    analysis.preludeOnSeveral(),
                    analysis.dealsWithTimes(),
                    "no condition on " + target.key().column() + " binds " + target.describe()
                            + " to one shard; each shard changes its own rows");
        } catch (RefusalException refused) {
            Refusal refusal = refused.refusal();
            return MultiShardPlan.refused(refusal);
        }
    }
}
