package io.kintsugi.router.planner.write;

import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.KeyCondition;
import io.kintsugi.router.planner.bind.KeySource;
import io.kintsugi.router.planner.bind.StoredForm;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.ColumnNode;
import io.kintsugi.router.planner.scope.KeyClasses;
import io.kintsugi.router.planner.scope.KeyConstants;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.syntax.DefaultValue;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.InsertQuery;
import io.kintsugi.router.syntax.InsertValues;
import io.kintsugi.router.syntax.ValuesRow;
import io.kintsugi.topology.KeyRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the sharding key of every inserted row. Confined to one planning. */
final class InsertedKeys {
    private final Analysis analysis;
    private final InsertTarget target;
    private final Relation relation;
    private final ColumnNode key;

    InsertedKeys(Analysis analysis, InsertTarget target) {
        this.analysis = analysis;
        this.target = target;
        this.relation = target.relation();
        this.key = relation.key();
    }

    /** The key of each row of VALUES. */
    InsertedKey of(InsertRows rows, InsertValues values, int token) {
        KeyRule type = keyRule(token);
        int generated = generated(rows.columns());
        List<KeySource> sources = new ArrayList<>();
        for (int i = 0; i < values.rows().size(); i++) {
            GeneratedColumn column = generated >= 0 ? rows.columns().get(generated) : null;
            sources.add(
                    isFilled(column, i, values.rows().get(i))
                            ? KeySource.UNKNOWN
                            : source(values.rows().get(i), type));
        }
        return new InsertedKey(relation.describe(), key.column(), columnType(), type, sources, generated, token);
    }

    /** Whether no value of the statement's own can be the key: then an id is. */
    private boolean isFilled(@Nullable GeneratedColumn column, int row, ValuesRow values) {
        if (column == null || !column.mayFill(row)) {
            return false;
        }
        int index = target.columns().indexOf(key.column());
        return column.appended() || !column.armed() || values.values().get(index) instanceof DefaultValue;
    }

    int generated(List<GeneratedColumn> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(key.column())) {
                return i;
            }
        }
        return -1;
    }

    private KeyRule keyRule(int token) {
        return KeyClasses.keyRule(key)
                .orElseThrow(() -> WriteRefusals.keyInvalid(relation.describe(), key.column(), token)
                        .thrown());
    }

    private ColumnType columnType() {
        return target.column(key.column()).map(LogicalColumn::type).orElseThrow();
    }

    private KeySource source(ValuesRow row, KeyRule type) {
        int index = target.columns().indexOf(key.column());
        if (index < 0 || index >= row.values().size()) {
            throw WriteRefusals.keyMissing(
                    relation, "gives no value", row.span().first());
        }
        Expression value = row.values().get(index);
        if (value instanceof DefaultValue) {
            throw WriteRefusals.keyMissing(
                    relation, "gives DEFAULT", value.span().first());
        }
        return KeyConstants.of(value, type)
                .orElseThrow(() -> WriteRefusals.keyNotConstant(
                                relation, value.span().first())
                        .thrown());
    }

    /** What is known of the key of all rows of a query; nothing where it is another one on each. */
    List<KeyCondition> ofQuery(InsertQuery query) {
        int token = query.span().first();
        int index = target.columns().indexOf(key.column());
        if (index < 0) {
            throw WriteRefusals.keyMissing(relation, "gives no value", token);
        }
        return analysis.scopes()
                .rowsInsertedInto(relation)
                .flatMap(Relation::onlyBody)
                .flatMap(block ->
                        QueriedColumn.field(index, block).map(field -> conditions(field, block, keyRule(token))))
                .orElse(List.of());
    }

    private List<KeyCondition> conditions(OutputField field, Block block, KeyRule type) {
        boolean sameType = field.type().filter(columnType()::equals).isPresent();
        if (StoredForm.isModified(columnType())
                && !(sameType && columnType().mySql().isPresent())) {
            return field.origin().isEmpty() && columnType().mySql().isPresent() ? constant(field, type) : List.of();
        }
        if (field.origin().isPresent()) {
            ColumnNode origin = field.origin().get();
            boolean sameRule = KeyClasses.keyRule(origin).filter(type::equals).isPresent();
            return sameRule ? conditions(origin, block) : List.of();
        }
        return constant(field, type);
    }

    /** What is known of a column holds for its table's rows, and not for what stands in the place of one. */
    private List<KeyCondition> conditions(ColumnNode origin, Block block) {
        List<KeyCondition> conditions = analysis.classOf(origin).conditions();
        if (!conditions.isEmpty() && QueriedColumn.table(origin, block).isEmpty()) {
            int token = block.select().map(select -> select.span().first()).orElse(relation.token());
            throw WriteRefusals.keyMayBeNull(relation, token).thrown();
        }
        return conditions;
    }

    private List<KeyCondition> constant(OutputField field, KeyRule type) {
        return field.expression()
                .flatMap(expression -> KeyConstants.of(expression, type))
                .map(source -> List.<KeyCondition>of(new KeyCondition.Inserted(source, columnType())))
                .orElse(List.of());
    }
}
