package io.kintsugi.benchmarks.workload;

import java.sql.SQLException;

/**
 * One way to do the same work. Each call takes a connection, prepares, runs, reads every column and gives everything
 * back, as application code does. The numbers returned are sums of what was read, equal for all contestants.
 * Thread-safe.
 */
public interface Contestant extends AutoCloseable {
    String name();

    /** Runs one piece of this kind of work. */
    default long run(Workload workload, long id) throws SQLException {
        return switch (workload) {
            case POINT_SELECT -> pointSelect(id);
            case LITERAL_SELECT -> literalSelect(id);
            case INSERT -> insert(id);
            case UPDATE -> update(id);
            case TWO_STATEMENTS -> twoStatements(id);
            case IN_LIST -> inList(id);
            case TOP_TEN -> topTen(id);
            case BATCH -> batch(id);
        };
    }

    long pointSelect(long id) throws SQLException;

    /** The same with the key as a literal in the text of a plain statement. */
    long literalSelect(long id) throws SQLException;

    long insert(long id) throws SQLException;

    long update(long id) throws SQLException;

    /** An update and a select of one row, in a transaction. */
    long twoStatements(long id) throws SQLException;

    /** Ten keys from this one on, on both shards. */
    long inList(long first) throws SQLException;

    /** The first ten rows by amount, from an amount on, of both shards. */
    long topTen(long least) throws SQLException;

    /** {@link Workload#BATCH_ROWS} inserted rows in one batch, on both shards. */
    long batch(long first) throws SQLException;

    @Override
    void close() throws SQLException;
}
