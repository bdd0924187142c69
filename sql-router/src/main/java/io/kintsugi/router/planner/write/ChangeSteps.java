package io.kintsugi.router.planner.write;

import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.plan.ExecutionPlan.ReadThenWrite.Guard;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RefusalException;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.Change;
import io.kintsugi.router.planner.scope.Columns;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.planner.write.StepsTemplate.WriteTemplate;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.Star;
import io.kintsugi.router.syntax.StatementModifier;
import io.kintsugi.router.syntax.SyntaxNode;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.router.syntax.TableReference;
import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * UPDATE and DELETE whose rows other shards decide: a query finds the rows and the values that come from elsewhere;
 * then each row is changed by its key, if it is still the one that was read. What a row's own columns give stays in the
 * text that changes it. Confined to one planning.
 */
final class ChangeSteps {
    private final Analysis analysis;
    private final List<Change> changes;
    private final Block block;
    private final ChangeClauses clauses;
    private final Refusal refusal;
    private final SqlDialect dialect;
    private final PieceList values = new PieceList();
    private int width;

    /**
     * @param changes the tables that it changes
     * @param refusal of the statement as one, with what makes it impossible
     */
    ChangeSteps(Analysis analysis, List<Change> changes, ChangeClauses clauses, Refusal refusal) {
        this.analysis = analysis;
        this.changes = List.copyOf(changes);
        this.block = changes.get(0).block();
        this.clauses = clauses;
        this.refusal = refusal;
        this.dialect = SqlDialect.of(analysis.context());
    }

    /** The steps, or the refusal thrown with what keeps it from being done in steps. */
    StepsTemplate plan() {
        requireReadable();
        StringBuilder names = new StringBuilder();
        List<RowName> rows = new ArrayList<>();
        for (Change change : changes) {
            RowName row = rowName(change.target());
            names.append(rows.isEmpty() ? "" : ", ").append(row.selected() + ", " + row.fingerprint());
            rows.add(row);
            width += row.columns().size() + 1;
        }
        List<WriteTemplate> writes = new ArrayList<>();
        int first = 1;
        for (int i = 0; i < rows.size(); i++) {
            writes.add(write(changes.get(i).target(), rows.get(i), first));
            first += rows.get(i).columns().size() + 1;
        }
        return new StepsTemplate(
                analysis.parts(),
                refusal,
                width,
                reading(names.toString()).pieces(),
                writes,
                !clauses.returning().isEmpty(),
                Set.of(Guard.UNCHANGED_ROWS),
                analysis.preludeOnSeveral(),
                analysis.dealsWithTimes(),
                explanation());
    }

    private RefusalException impossible(String why) {
        return refusal.because("nor can it be done in steps: " + why).thrown();
    }

    private void requireReadable() {
        if (clauses.modifiers().contains(StatementModifier.IGNORE)) {
            throw impossible("IGNORE would leave out rows that nobody can tell from those that were changed meanwhile");
        }
        if (analysis.scopes().readsViews() && changes.size() > 1) {
            throw impossible("it joins a view");
        }
        boolean elsewhere = clauses.returning().stream()
                .anyMatch(item ->
                        (item.expression() instanceof Star && !clauses.from().isEmpty())
                                || !isOwn(item, changes.get(0).target()));
        if (elsewhere) {
            throw impossible("RETURNING names what is not of the changed table");
        }
    }

    private RowName rowName(Relation target) {
        if (target.kind() != RelationKind.SHARDED && target.kind() != RelationKind.UNSHARDED) {
            throw impossible(target.describe() + " is kept on every shard");
        }
        if (target.table().filter(LogicalTable::hasTriggers).isPresent()) {
            throw impossible(target.describe() + " has triggers, which would see each row in a statement of its own");
        }
        return RowName.of(target, dialect)
                .orElseThrow(() -> impossible(target.describe() + " has no unique key without NULL to find a row by"));
    }

    private PieceList reading(String names) {
        PieceList read = new PieceList()
                .with(clauses.statement(), clauses.with())
                .text("SELECT " + names)
                .all(values)
                .text(" FROM ");
        clauses.target().ifPresent(read::copy);
        if (!clauses.from().isEmpty()) {
            read.text(clauses.target().isPresent() ? ", " : "").copy(clauses.fromSpan());
        }
        clauses.where().ifPresent(where -> read.text(" WHERE ").copy(clauses.whereSpan()));
        TokenSpan tail = clauses.tailSpan();
        if (clauses.returning().isEmpty() && tail.size() > 0) {
            read.text(" ").copy(tail);
        }
        return read;
    }

    private WriteTemplate write(Relation target, RowName row, int firstColumn) {
        PieceList text = new PieceList();
        TableReference written = clauses.target().orElseGet(() -> reference(target));
        if (clauses.assignments().isEmpty()) {
            text.text("DELETE FROM ").copy(written);
        } else {
            text.text("UPDATE ").copy(written).text(" SET ");
            assign(text, target);
        }
        row.condition(text, firstColumn);
        row.unchanged(text, firstColumn + row.columns().size());
        if (!clauses.returning().isEmpty()) {
            text.text(" ").copy(clauses.tailSpan());
        }
        List<Integer> identity = IntStream.range(
                        firstColumn, firstColumn + row.columns().size())
                .boxed()
                .toList();
        return new WriteTemplate(target.describe(), text.pieces(), List.of(), identity, true);
    }

    private TableReference reference(Relation target) {
        return SyntaxWalker.find(clauses.statement(), TableReference.class).stream()
                .filter(node -> node.span().first() <= target.token()
                        && target.token() < node.span().end())
                .findFirst()
                .orElseThrow();
    }

    private void assign(PieceList text, Relation target) {
        String joint = "";
        Set<String> before = new HashSet<>();
        for (Assignment assignment : clauses.assignments()) {
            if (!isOf(target, assignment)) {
                continue;
            }
            text.text(joint);
            joint = ", ";
            if (isOwn(assignment.value(), target)) {
                text.copy(clauses.span(assignment));
            } else {
                requireReadable(assignment, before);
                width++;
                values.text(", ").copy(clauses.valueSpan(assignment));
                text.text(dialect.quote(assignment.columns().get(0).name()) + " = ")
                        .given(width);
            }
            assignment.columns().forEach(column -> before.add(column.name()));
        }
    }

    private void requireReadable(Assignment assignment, Set<String> before) {
        if (assignment.tuple()) {
            throw impossible("several columns take their values from one query");
        }
        boolean seesChanged = analysis.context().topology().dialect() == Dialect.MYSQL
                && SyntaxWalker.find(assignment.value(), ColumnReference.class).stream()
                        .anyMatch(column -> before.contains(column.column()));
        if (seesChanged) {
            throw impossible("an assignment sees what another one before it has changed");
        }
    }

    private boolean isOf(Relation target, Assignment assignment) {
        String column = assignment.columns().get(0).name();
        return changes.size() == 1
                || (KeyAssignments.mayBeOf(target, assignment)
                        && target.table().flatMap(table -> table.column(column)).isPresent());
    }

    /** Whether the row itself gives the value: no other table, no sub-query, nothing that is computed once for all. */
    private boolean isOwn(SyntaxNode value, Relation target) {
        return SyntaxWalker.find(value, Query.class).isEmpty()
                && SyntaxWalker.find(value, FunctionCall.class).stream()
                        .noneMatch(call -> call.over().isPresent())
                && SyntaxWalker.find(value, ColumnReference.class).stream()
                        .allMatch(column -> Columns.resolve(column, block)
                                .filter(node -> node.relation().equals(target))
                                .isPresent());
    }

    private RouteExplanation explanation() {
        String tables = String.join(
                ", ", changes.stream().map(change -> change.target().describe()).toList());
        return new RouteExplanation(
                Tier.MULTI_SHARD_WRITE,
                List.of("rows of " + tables + " are found first, wherever they are, then written by their keys"),
                List.of(
                        "pass-through: not every sharded reference is bound to one shard",
                        "the same text on each shard: " + refusal.message()));
    }
}
