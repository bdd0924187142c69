package io.kintsugi.router.planner.workbench;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.schema.LogicalColumn;

/**
 * A join by which a table's rows can be sorted out once those of another are known: a row matters only if its column
 * has a value of theirs (sql-pitfalls 6).
 *
 * @param column of the table whose rows are sorted out
 * @param source the other table's number
 * @param sourceColumn of the other table
 * @param keyType as what the values travel
 */
record KeyReduction(LogicalColumn column, int source, LogicalColumn sourceColumn, String keyType) {
    KeyReduction {
        requireNonNull(column, "column");
        requireNonNull(sourceColumn, "sourceColumn");
        requireNonNull(keyType, "keyType");
    }
}
