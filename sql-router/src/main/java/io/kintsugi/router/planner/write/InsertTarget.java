package io.kintsugi.router.planner.write;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.InsertAssignments;
import io.kintsugi.router.syntax.InsertColumn;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.topology.IdGenerator;
import io.kintsugi.topology.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of an INSERT: which columns its values go to, and which of them Kintsugi fills. */
final class InsertTarget {
    private final Relation relation;
    private final InsertStatement insert;

    InsertTarget(Relation relation, InsertStatement insert) {
        this.relation = relation;
        this.insert = insert;
    }

    Relation relation() {
        return relation;
    }

    boolean hasColumnList() {
        return !insert.columns().isEmpty() || insert.source() instanceof InsertAssignments;
    }

    /** Whether it is an AUTO_INCREMENT column of MySQL, whose ids the server can be told to take. */
    boolean isArmed(String name) {
        return column(name)
                .filter(column -> column.identity() != LogicalColumn.Identity.NONE)
                .filter(column -> column.type().mySql().isPresent())
                .isPresent();
    }

    /** The columns that values are given for, in order: those listed, or all of the table's. */
    List<String> columns() {
        if (insert.source() instanceof InsertAssignments set) {
            return set.assignments().stream()
                    .map(assignment -> assignment.columns().get(0).name())
                    .toList();
        }
        if (hasColumnList()) {
            return insert.columns().stream()
                    .map(InsertColumn::name)
                    .map(name -> name.name())
                    .toList();
        }
        return table().columns().stream()
                .filter(column -> !column.invisible())
                .map(LogicalColumn::name)
                .toList();
    }

    private LogicalTable table() {
        return relation.table()
                .orElseThrow(() -> new Refusal(
                                ErrorCode.UNKNOWN_TABLE,
                                "The columns of table " + relation.describe() + " are not known",
                                "Create the table through Kintsugi, or name the columns in the INSERT.",
                                relation.token())
                        .thrown());
    }

    /** What the topology says Kintsugi fills, by column. */
    Map<String, IdGenerator> generators() {
        return relation.definition().map(TableDefinition::generate).orElse(Map.of());
    }

    Optional<LogicalColumn> column(String name) {
        return relation.table().flatMap(table -> table.column(name));
    }

    /** The columns of the table that the statement gives no value for. */
    List<LogicalColumn> omitted() {
        List<String> given = columns();
        return relation.table().map(LogicalTable::columns).orElse(List.of()).stream()
                .filter(column -> !given.contains(column.name()))
                .toList();
    }
}
