package io.kintsugi.benchmarks.tiers;

import java.sql.SQLException;

/**
 * One way to answer queries of a kind. The numbers returned are sums of all columns of all rows, equal for all
 * contestants. Confined to one thread.
 *
 * @param <Q> the kind of queries
 */
interface Contestant<Q> extends AutoCloseable {
    String name();

    /** Asks, reads every row to the end, and gives everything back. */
    long answer(Q query) throws SQLException;

    @Override
    void close() throws SQLException;
}
