package io.kintsugi.engine.api;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a batch gave.
 *
 * @param counts for each set of parameters, in the order they were given: the update count, {@code
 *     Statement.SUCCESS_NO_INFO}, or {@code Statement.EXECUTE_FAILED} for those that failed or were not tried
 * @param generatedKeys the keys asked for, in the order the parameters were given
 * @param failure the first failure; empty when all went well
 */
public record BatchResult(List<Long> counts, Optional<RowCursor> generatedKeys, Optional<SQLException> failure) {
    public BatchResult {
        counts = List.copyOf(counts);
        Objects.requireNonNull(generatedKeys, "generatedKeys");
        Objects.requireNonNull(failure, "failure");
    }

    /** The same failure, when what other entries did has been undone. */
    public BatchResult undone() {
        List<Long> none =
                counts.stream().map(count -> (long) Statement.EXECUTE_FAILED).toList();
        return new BatchResult(none, Optional.empty(), failure);
    }
}
