package io.kintsugi.router.planner.scope;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.syntax.Expression;
import java.util.Optional;

/**
 * One column that a query block returns.
 *
 * @param origin the column it passes on unchanged; empty for anything computed
 * @param expression what computes it; empty for a column that a star stands for
 */
public record OutputField(
        String name, Optional<ColumnType> type, Optional<ColumnNode> origin, Optional<Expression> expression) {
    public OutputField {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(origin, "origin");
        requireNonNull(expression, "expression");
    }
}
