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
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.DeleteStatement;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.InsertQuery;
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
import java.util.function.Supplier;

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
        boolean joined = statement instanceof MultiUpdateStatement || statement instanceof MultiDeleteStatement;
        if (!joined && (first.nested() || changes.size() > 1)) {
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
                Optional<Assignment> changing = KeyAssignments.changing(first.target(), node.assignments());
                ChangeClauses clauses = ChangeClauses.of(node, analysis.source().sql());
                return changing.isPresent()
                        ? movingRows(clauses, first, changing.get())
                        : inPlace(clauses, first, cut(node.orderBy(), node.limit()));
            }

            @Override
            public StatementPlan visit(DeleteStatement node) {
                return inPlace(
                        ChangeClauses.of(node, analysis.source().sql()), first, cut(node.orderBy(), node.limit()));
            }

            @Override
            public StatementPlan visit(MultiUpdateStatement node) {
                return joined(ChangeClauses.of(node, analysis.source().sql()), changes);
            }

            @Override
            public StatementPlan visit(MultiDeleteStatement node) {
                return joined(ChangeClauses.of(node, analysis.source().sql()), changes);
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

    /** Rows that may get another key: they stay where it is the one they have, else they move. */
    private StatementPlan movingRows(ChangeClauses clauses, Change change, Assignment assignment) {
        Relation target = change.target();
        Refusal changed = WriteRefusals.keyUpdate(
                target, assignment.columns().get(0).span().first());
        MultiShardPlan moving = orRefused(() -> new MoveSteps(analysis, target, clauses, changed).plan());
        Optional<KeyRule> rule = KeyClasses.keyRule(target.key());
        Optional<KeySource> assigned = rule.filter(known -> KeyAssignments.isConstant(assignment))
                .flatMap(known -> KeyConstants.of(assignment.value(), known));
        List<KeySource> pinned = analysis.keyClass(target).conditions().stream()
                .filter(KeyCondition.Equal.class::isInstance)
                .map(condition -> ((KeyCondition.Equal) condition).source())
                .toList();
        Optional<ColumnType> column = target.table()
                .flatMap(table -> table.column(target.key().column()))
                .map(LogicalColumn::type);
        if (assigned.isEmpty() || pinned.isEmpty() || column.isEmpty()) {
            return new StepsPlan(moving);
        }
        StatementPlan staying = inPlace(clauses, change, cut(clauses.orderBy(), clauses.limit()));
        return new KeptKeyPlan(staying, assigned.get(), pinned, rule.orElseThrow(), column.get(), moving);
    }

    private static MultiShardPlan orRefused(Supplier<MultiShardPlan> plan) {
        try {
            return plan.get();
        } catch (RefusalException refused) {
            return MultiShardPlan.refused(refused.refusal());
        }
    }

    /** What makes the rows that are changed depend on all others: ORDER BY or LIMIT of MySQL. */
    private static Optional<SyntaxNode> cut(List<OrderItem> orderBy, Optional<Expression> limit) {
        return limit.<SyntaxNode>map(node -> node).or(() -> orderBy.stream().findFirst());
    }

    /** Several joined tables: all on one shard, or not at all. */
    private StatementPlan joined(ChangeClauses clauses, List<Change> changes) {
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
        return new RoutedPlan(
                keyspace, references, true, several(clauses, changes, Optional.empty()), analysis.prelude());
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
        if (change.statement() instanceof UpdateStatement update && !isAlone(change)) {
            KeyAssignments.check(target, update.assignments());
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

    private StatementPlan inPlace(ChangeClauses clauses, Change change, Optional<SyntaxNode> cut) {
        Relation target = change.target();
        if (target.kind() == RelationKind.REFERENCE) {
            new ReferenceRules(analysis, target).check();
            return new ReferenceWritePlan(keyspace, !clauses.returning().isEmpty(), analysis.preludeOnSeveral());
        }
        List<ReferenceShards> references = new ArrayList<>(analysis.tables(RelationKind.SHARDED).stream()
                .map(analysis::shardsOf)
                .toList());
        references.addAll(DeclaredFunctions.references(analysis, keyspace));
        return new RoutedPlan(keyspace, references, true, several(clauses, List.of(change), cut), analysis.prelude());
    }

    /** The same text on each shard, or steps. */
    private MultiShardPlan several(ChangeClauses clauses, List<Change> changes, Optional<SyntaxNode> cut) {
        Relation target = changes.get(0).target();
        return orRefused(() -> {
            ScatterFunctions.check(analysis);
            requireOwnKey(target);
            return acrossRows(target, cut)
                    .<MultiShardPlan>map(refusal -> new ChangeSteps(analysis, changes, clauses, refusal).plan())
                    .orElseGet(() -> onEach(clauses, target));
        });
    }

    private void requireOwnKey(Relation target) {
        new Locality(analysis).strangeFunction(target).ifPresent(called -> {
            throw WriteRefusals.across(
                            "The key argument of " + called.call().name().name() + " is not the sharding key of "
                                    + target.describe(),
                            "Pass the sharding key of the row.",
                            called.token())
                    .thrown();
        });
    }

    /** Why no shard can decide alone which of its rows are changed, and how. */
    private Optional<Refusal> acrossRows(Relation target, Optional<SyntaxNode> cut) {
        Optional<Refusal> chosen = cut.map(node -> WriteRefusals.across(
                "ORDER BY and LIMIT would choose rows on each shard alone",
                "Give the sharding key, or select the keys first and write by key.",
                node.span().first()));
        return chosen.or(() -> new Locality(analysis)
                .stranger(target)
                .map(other -> WriteRefusals.across(
                        other.describe() + " is not joined to " + target.describe()
                                + " on the sharding key, so it may have rows on other shards that decide what is changed",
                        "Join on the sharding key, give the sharding key, or select the keys first and write by key.",
                        other.token())));
    }

    private ScatterWriteTemplate onEach(ChangeClauses clauses, Relation target) {
        return new ScatterWriteTemplate(
                keyspace,
                analysis.tables(RelationKind.SHARDED).indexOf(target),
                target.describe(),
                target.key().column(),
                target.token(),
                !clauses.returning().isEmpty(),
                analysis.preludeOnSeveral(),
                analysis.dealsWithTimes(),
                "no condition on " + target.key().column() + " binds " + target.describe()
                        + " to one shard; each shard changes its own rows");
    }

    /**
     * A change whose tables are in several keyspaces: in steps, if it is of one table.
     *
     * @param refusal of the statement as one
     */
    public StatementPlan acrossKeyspaces(Refusal refusal) {
        List<Change> changes = analysis.scopes().changes();
        Change change = changes.get(0);
        if (!isAlone(change)) {
            throw refusal.thrown();
        }
        Optional<ChangeClauses> clauses = clauses(change.statement());
        if (clauses.isPresent() && change.target().kind() == RelationKind.SHARDED) {
            KeyAssignments.check(change.target(), clauses.get().assignments());
        }
        if (clauses.isPresent()) {
            ScatterFunctions.check(analysis);
            return new StepsPlan(new ChangeSteps(analysis, changes, clauses.get(), refusal).plan());
        }
        if (change.statement() instanceof InsertStatement insert && insert.source() instanceof InsertQuery) {
            return new InsertPlanner(analysis, keyspace, insert, change.target()).inSteps(refusal);
        }
        throw refusal.thrown();
    }

    private Optional<ChangeClauses> clauses(Statement statement) {
        if (statement instanceof UpdateStatement update) {
            return Optional.of(ChangeClauses.of(update, analysis.source().sql()));
        }
        return statement instanceof DeleteStatement delete
                ? Optional.of(ChangeClauses.of(delete, analysis.source().sql()))
                : Optional.empty();
    }
}
