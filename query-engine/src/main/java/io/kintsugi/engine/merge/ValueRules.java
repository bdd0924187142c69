package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.Comparison;

/** How values of a dialect compare and add up; exactly as the servers do it. */
public interface ValueRules {
    /** An object whose {@code compareTo} and {@code equals} are the server's own; of one comparison, comparable. */
    Comparable<Object> key(Comparison comparison, String text);

    /** Adds up numbers. */
    Accumulator sum(int column, SumKind kind);

    /** Computes with single values. */
    ScalarRules scalars();

    /**
     * An average from partial sums and counts.
     *
     * @param kind of the sums
     * @param scale digits after the point that the servers say an average has
     */
    Accumulator average(int sumColumn, int countColumn, SumKind kind, int scale);
}
