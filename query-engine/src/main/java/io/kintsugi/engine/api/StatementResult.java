package io.kintsugi.engine.api;

import java.sql.SQLWarning;
import java.util.Objects;
import java.util.Optional;

/** What one execution gave. */
public sealed interface StatementResult {

    /** Warnings and notices of the shards, chained. */
    Optional<SQLWarning> warnings();

    /** Rows: of a query, of RETURNING, of SHOW or EXPLAIN. */
    record Rows(RowCursor cursor, Optional<SQLWarning> warnings) implements StatementResult {
        public Rows {
            Objects.requireNonNull(cursor, "cursor");
        }
    }

    /** How many rows were written (0 where that has no meaning), and the keys generated if they were asked for. */
    record UpdateCount(long count, Optional<RowCursor> generatedKeys, Optional<SQLWarning> warnings)
            implements StatementResult {
        /** A command that counts nothing. */
        public static final UpdateCount NOTHING = new UpdateCount(0, Optional.empty(), Optional.empty());

        public UpdateCount {
            Objects.requireNonNull(generatedKeys, "generatedKeys");
        }
    }
}
