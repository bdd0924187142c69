package io.kintsugi.router.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is written of the rows that were read: a statement of its own, routed by its own values.
 *
 * @param table in messages
 * @param text of one row; an INSERT repeats the row of its VALUES for each
 * @param parameters in the order of the placeholders: 1 to {@link Reading#columns} takes a column of the row, and what
 *     exceeds that is the number of a parameter of the whole statement
 * @param untyped columns whose values take the type of the place they go to, as constants do; all others keep the type
 *     that the reading gave them, so that they are assigned as one database would have assigned them
 * @param identity columns that name the row to be changed: one that comes again is written once, one with NULL among
 *     them is none; empty for an INSERT, which takes every row
 * @param counted whether its rows count as those of the whole statement
 */
public record RowWrite(
        String table,
        String text,
        List<Integer> parameters,
        List<Integer> untyped,
        List<Integer> identity,
        boolean counted) {
    public RowWrite {
        requireNonNull(table, "table");
        requireNonNull(text, "text");
        parameters = List.copyOf(parameters);
        untyped = List.copyOf(untyped);
        identity = List.copyOf(identity);
    }

    /** Whether all rows go into one statement: an INSERT, which the router splits by row. */
    public boolean together() {
        return identity.isEmpty();
    }
}
