package io.kintsugi.router.planner.write;

import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.KeyCondition;
import io.kintsugi.router.planner.bind.KeySource;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.ColumnNode;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalColumn.Identity;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.InsertQuery;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.ParameterReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Requires of INSERT … SELECT that an AUTO_INCREMENT column gets ids from the query, never NULL or 0, for which the
 * server would count by itself. Confined to one planning.
 */
final class QueriedIds {
    private final Analysis analysis;
    private final InsertTarget target;

    QueriedIds(Analysis analysis, InsertTarget target) {
        this.analysis = analysis;
        this.target = target;
    }

    /** The plan, which also looks at the constants of each text that it is used for. */
    StatementPlan guarded(StatementPlan plan, InsertQuery query) {
        List<GivenIdPlan.Given> constants = new ArrayList<>();
        for (String column : target.generators().keySet()) {
            if (target.isArmed(column)) {
                require(column, query).ifPresent(constants::add);
            }
        }
        return constants.isEmpty() ? plan : new GivenIdPlan(plan, constants);
    }

    /** The constant that has to be an id; empty where the query is known to give ids. */
    private Optional<GivenIdPlan.Given> require(String column, InsertQuery query) {
        int index = target.columns().indexOf(column);
        Optional<Block> block =
                analysis.scopes().rowsInsertedInto(target.relation()).flatMap(Relation::onlyBody);
        Optional<OutputField> field = block.flatMap(body -> QueriedColumn.field(index, body));
        Optional<ColumnNode> source =
                field.flatMap(OutputField::origin).flatMap(origin -> QueriedColumn.table(origin, block.orElseThrow()));
        if (source.filter(QueriedIds::isCounted).isPresent()) {
            return Optional.empty();
        }
        return field.flatMap(OutputField::expression)
                .flatMap(QueriedIds::token)
                .or(() -> source.flatMap(this::pinned))
                .map(token -> Optional.of(new GivenIdPlan.Given(column, token)))
                .orElseThrow(() -> WriteRefusals.queriedIdUnproven(
                                column, query.span().first())
                        .thrown());
    }

    /** A column of ids, in which 0 stands only where somebody has asked for it with NO_AUTO_VALUE_ON_ZERO. */
    private static boolean isCounted(ColumnNode column) {
        return column.relation()
                .table()
                .flatMap(table -> table.column(column.column()))
                .map(LogicalColumn::identity)
                .filter(identity -> identity != Identity.NONE)
                .isPresent();
    }

    private static Optional<Integer> token(Expression value) {
        if (value instanceof ParameterReference parameter) {
            return Optional.of(parameter.token());
        }
        return value instanceof Literal literal
                        && !literal.negative()
                        && literal.type().isEmpty()
                ? Optional.of(literal.token())
                : Optional.empty();
    }

    /** The constant that a condition makes the column equal to. */
    private Optional<Integer> pinned(ColumnNode column) {
        return analysis.classOf(column).conditions().stream()
                .filter(KeyCondition.Equal.class::isInstance)
                .map(condition -> ((KeyCondition.Equal) condition).source())
                .filter(source -> source.form() == KeySource.Form.NUMBER || source.form() == KeySource.Form.PARAMETER)
                .filter(source -> !source.negative())
                .map(KeySource::token)
                .findFirst();
    }
}
