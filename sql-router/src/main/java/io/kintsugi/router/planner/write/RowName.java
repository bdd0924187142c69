package io.kintsugi.router.planner.write;

import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * By what a row of a table is found again: its sharding key and a unique key without NULL; and by what one sees that
 * it has not been changed since.
 *
 * @param columns that name it, in order
 * @param stored all columns that are not computed from others
 */
record RowName(String qualifier, List<String> columns, List<String> stored, SqlDialect dialect) {
    RowName {
        columns = List.copyOf(columns);
        stored = List.copyOf(stored);
    }

    /** Empty for a table without a unique key, or of which nothing is known. */
    static Optional<RowName> of(Relation target, SqlDialect dialect) {
        return target.table()
                .flatMap(table -> unique(table).map(key -> {
                    Set<String> columns = new LinkedHashSet<>();
                    if (target.kind() == RelationKind.SHARDED) {
                        columns.add(target.key().column());
                    }
                    columns.addAll(key);
                    List<String> stored = table.columns().stream()
                            .filter(column -> !column.generated())
                            .map(LogicalColumn::name)
                            .toList();
                    return new RowName(dialect.quote(target.visibleName()), List.copyOf(columns), stored, dialect);
                }));
    }

    private static Optional<List<String>> unique(LogicalTable table) {
        return table.uniqueKeys().stream()
                .filter(key -> key.stream()
                        .allMatch(name -> table.column(name)
                                .filter(LogicalColumn::notNull)
                                .isPresent()))
                .findFirst();
    }

    /** A column as it is named in SQL. */
    String column(String name) {
        return qualifier + "." + dialect.quote(name);
    }

    String fingerprint() {
        return dialect.fingerprint(stored.stream().map(this::column).toList());
    }

    /** The columns of a query that name a row. */
    String selected() {
        return String.join(", ", columns.stream().map(this::column).toList());
    }

    /** Appends the condition by which a row is found. */
    void condition(PieceList pieces, int firstColumn) {
        String joint = " WHERE ";
        for (int i = 0; i < columns.size(); i++) {
            pieces.text(joint + column(columns.get(i)) + " = ").given(firstColumn + i);
            joint = " AND ";
        }
    }

    /** Appends that it is still the row of this fingerprint. */
    void unchanged(PieceList pieces, int column) {
        pieces.text(" AND " + fingerprint() + " = ").given(column);
    }
}
