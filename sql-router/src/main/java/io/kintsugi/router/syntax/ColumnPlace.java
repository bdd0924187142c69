package io.kintsugi.router.syntax;

import java.util.Optional;

/**
 * Where ALTER TABLE of MySQL puts a column.
 *
 * @param first whether it becomes the first one
 * @param after the column it comes after; empty for FIRST and where nothing was said
 */
public record ColumnPlace(boolean first, Optional<Identifier> after) {
    /** Nothing said: a new column comes last, a changed one stays. */
    public static final ColumnPlace UNSAID = new ColumnPlace(false, Optional.empty());
}
