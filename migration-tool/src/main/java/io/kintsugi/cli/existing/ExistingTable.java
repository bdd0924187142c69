package io.kintsugi.cli.existing;

import java.util.List;
import java.util.Optional;

/**
 * A table as advice needs it.
 *
 * @param primaryKey in order; empty when there is none
 * @param references foreign keys that lead from it
 * @param rows as the server estimates them; 0 when it does not know
 */
public record ExistingTable(
        String name, List<Column> columns, List<String> primaryKey, List<Reference> references, long rows) {
    /**
     * A column.
     *
     * @param counted whether the server counts it up by itself
     */
    public record Column(String name, int jdbcType, boolean notNull, boolean counted) {}

    /** A foreign key: {@code columns} of this table refer to {@code targetColumns} of another one, pairwise. */
    public record Reference(List<String> columns, String target, List<String> targetColumns) {
        public Reference {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    public ExistingTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        references = List.copyOf(references);
    }

    public Optional<Column> column(String column) {
        return columns.stream().filter(one -> one.name().equals(column)).findFirst();
    }
}
