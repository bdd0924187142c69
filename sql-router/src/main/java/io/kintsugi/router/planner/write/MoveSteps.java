package io.kintsugi.router.planner.write;

import io.kintsugi.router.plan.ExecutionPlan.ReadThenWrite.Guard;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RefusalException;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.read.ScatterFunctions;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.write.StepsTemplate.WriteTemplate;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalColumn.Identity;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.DefaultValue;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.ParameterReference;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.StatementModifier;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * UPDATE of the sharding key: the rows are deleted where they are and inserted where they belong from now on. In
 * PostgreSQL the DELETE returns them; in MySQL they are locked and read first. Confined to one planning.
 */
final class MoveSteps {
    private final Analysis analysis;
    private final Relation target;
    private final ChangeClauses clauses;
    private final Refusal refusal;
    private final SqlDialect dialect;
    private final boolean mySql;

    /** Columns that the rows give, as SQL; and the values of the row that is inserted. */
    private final PieceList rowColumns = new PieceList();

    private final PieceList inserted = new PieceList();
    private int width;

    /** @param refusal of a changed key */
    MoveSteps(Analysis analysis, Relation target, ChangeClauses clauses, Refusal refusal) {
        this.analysis = analysis;
        this.target = target;
        this.clauses = clauses;
        this.refusal = refusal;
        this.dialect = SqlDialect.of(analysis.context());
        this.mySql = analysis.context().topology().dialect() == Dialect.MYSQL;
    }

    /** The steps, or the refusal thrown with what keeps the rows from moving. */
    StepsTemplate plan() {
        LogicalTable table = target.table().orElseThrow(() -> impossible("its columns are not known"));
        requireMovable(table);
        requireConstantLook();
        ScatterFunctions.check(analysis);
        RowName row = RowName.of(target, dialect).orElseThrow(() -> impossible("it has no unique key without NULL"));
        if (mySql) {
            rowColumns.text(row.selected());
            width = row.columns().size();
        }
        List<LogicalColumn> columns =
                table.columns().stream().filter(column -> !column.generated()).toList();
        columns.forEach(column -> value(column, row));
        List<WriteTemplate> writes = new ArrayList<>();
        if (mySql) {
            writes.add(delete(row));
        }
        writes.add(insert(columns));
        return new StepsTemplate(
                analysis.parts(),
                refusal,
                width,
                (mySql ? locked() : deleted()).pieces(),
                writes,
                !clauses.returning().isEmpty(),
                Set.of(Guard.NO_REFERENTIAL_ACTIONS),
                analysis.preludeOnSeveral(),
                analysis.dealsWithTimes(),
                explanation());
    }

    private RefusalException impossible(String why) {
        return refusal.because("nor can its rows move: " + why).thrown();
    }

    private void requireMovable(LogicalTable table) {
        if (table.hasTriggers()) {
            throw impossible("it has triggers, which would see a DELETE and an INSERT in place of the UPDATE");
        }
        Optional<LogicalColumn> stamped =
                table.columns().stream().filter(this::isStamped).findFirst();
        stamped.ifPresent(column -> {
            throw impossible("only an UPDATE gives " + column.name() + " its time");
        });
        if (clauses.modifiers().contains(StatementModifier.IGNORE)) {
            throw impossible("IGNORE would leave out rows that were deleted already");
        }
        if (!clauses.from().isEmpty() || !clauses.with().isEmpty()) {
            throw impossible("other tables decide what is changed");
        }
    }

    /** {@code ON UPDATE CURRENT_TIMESTAMP}, where nothing is assigned. */
    private boolean isStamped(LogicalColumn column) {
        return assignment(column.name()).isEmpty()
                && column.defaultExpression()
                        .filter(text -> text.toLowerCase(Locale.ROOT).contains("on update"))
                        .isPresent();
    }

    private void requireConstantLook() {
        Set<String> before = new HashSet<>();
        for (Assignment assignment : clauses.assignments()) {
            if (assignment.tuple()
                    || !SyntaxWalker.find(assignment.value(), Query.class).isEmpty()) {
                throw impossible("the new values come from a query or a row");
            }
            boolean seesChanged = mySql
                    && SyntaxWalker.find(assignment.value(), ColumnReference.class).stream()
                            .anyMatch(column -> before.contains(column.column()));
            if (seesChanged) {
                throw impossible("an assignment sees what another one before it has changed");
            }
            before.add(assignment.columns().get(0).name());
        }
    }

    private Optional<Assignment> assignment(String column) {
        return clauses.assignments().stream()
                .filter(assignment -> assignment.columns().get(0).name().equals(column))
                .findFirst();
    }

    /** Constants go straight to where they are inserted, so that they become what the column makes of them. */
    private void value(LogicalColumn column, RowName row) {
        inserted.text(inserted.pieces().isEmpty() ? "" : ", ");
        Optional<Assignment> assigned = assignment(column.name());
        if (assigned.map(Assignment::value).filter(MoveSteps::isConstant).isPresent()) {
            inserted.copy(clauses.valueSpan(assigned.get()));
            return;
        }
        rowColumns.text(rowColumns.pieces().isEmpty() ? "" : ", ");
        assigned.ifPresentOrElse(
                found -> rowColumns.copy(clauses.valueSpan(found)), () -> rowColumns.text(row.column(column.name())));
        width++;
        inserted.given(width);
    }

    private static boolean isConstant(Expression value) {
        return value instanceof Literal
                || value instanceof ParameterReference
                || value instanceof DefaultValue
                || (value instanceof Cast cast
                        && (cast.operand() instanceof Literal || cast.operand() instanceof ParameterReference));
    }

    private PieceList deleted() {
        PieceList text =
                new PieceList().text("DELETE FROM ").copy(clauses.target().orElseThrow());
        clauses.where().ifPresent(where -> text.text(" WHERE ").copy(clauses.whereSpan()));
        return text.text(" RETURNING ").all(rowColumns);
    }

    private PieceList locked() {
        PieceList text = new PieceList()
                .text("SELECT ")
                .all(rowColumns)
                .text(" FROM ")
                .copy(clauses.target().orElseThrow());
        clauses.where().ifPresent(where -> text.text(" WHERE ").copy(clauses.whereSpan()));
        if (clauses.tailSpan().size() > 0) {
            text.text(" ").copy(clauses.tailSpan());
        }
        return text.text(" FOR UPDATE");
    }

    private WriteTemplate delete(RowName row) {
        PieceList text =
                new PieceList().text("DELETE FROM ").copy(clauses.target().orElseThrow());
        row.condition(text, 1);
        List<Integer> identity =
                IntStream.rangeClosed(1, row.columns().size()).boxed().toList();
        return new WriteTemplate(target.describe(), text.pieces(), List.of(), identity, false);
    }

    private WriteTemplate insert(List<LogicalColumn> columns) {
        String names = String.join(
                ", ",
                columns.stream().map(column -> dialect.quote(column.name())).toList());
        boolean overriding = columns.stream().anyMatch(column -> column.identity() == Identity.ALWAYS);
        PieceList text = new PieceList()
                .text("INSERT INTO ")
                .copy(clauses.target().orElseThrow().name())
                .text(mySql ? "" : " AS " + dialect.quote(target.visibleName()))
                .text(" (" + names + ")" + (overriding ? " OVERRIDING SYSTEM VALUE" : "") + " VALUES (")
                .all(inserted)
                .text(")");
        if (!clauses.returning().isEmpty()) {
            text.text(" ").copy(clauses.tailSpan());
        }
        return new WriteTemplate(target.describe(), text.pieces(), List.of(), List.of(), true);
    }

    private RouteExplanation explanation() {
        String key = target.key().column();
        return new RouteExplanation(
                Tier.MULTI_SHARD_WRITE,
                List.of("the sharding key " + key + " changes, so the rows of " + target.describe()
                        + " move: they are deleted where they are and inserted where they belong"),
                List.of("pass-through: a row must not stay on a shard that does not own its new key"));
    }
}
