package io.kintsugi.router.plan;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What MySQL must be told on the same session right before a statement, and what is undone right after it. PostgreSQL
 * needs none of it.
 *
 * @param insertId {@code SET insert_id}: the first of the consecutive ids that the INSERT takes; reset where it took
 *     none
 * @param pinsTime {@code SET timestamp}: one instant for all shards of the statement, else NOW() differs between them
 * @param namesLastInsertId {@code SET last_insert_id}: the text mentions LAST_INSERT_ID(), which must be the session's
 *     and not that of the connection it happens to run on
 */
public record Prelude(OptionalLong insertId, boolean pinsTime, boolean namesLastInsertId) {
    public static final Prelude NONE = new Prelude(OptionalLong.empty(), false, false);

    public Prelude {
        Objects.requireNonNull(insertId, "insertId");
    }

    /** The same with ids from this one on. */
    public Prelude withInsertId(long first) {
        return new Prelude(OptionalLong.of(first), pinsTime, namesLastInsertId);
    }
}
