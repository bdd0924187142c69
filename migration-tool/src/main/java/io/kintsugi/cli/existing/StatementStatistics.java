package io.kintsugi.cli.existing;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a server has counted of its applications' statements.
 *
 * @param incomplete calls of statements whose text the server did not keep or show whole
 */
public record StatementStatistics(List<Counted> statements, long incomplete) {
    /** A statement and how often it was called. */
    public record Counted(String sql, long calls) {
        public Counted {
            requireNonNull(sql, "sql");
        }
    }

    public StatementStatistics {
        statements = List.copyOf(statements);
    }
}
