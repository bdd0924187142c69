package io.kintsugi.cli.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints one result after another; rows come one by one, so that a large result need not fit into memory. */
interface RowPrinter {
    void begin(List<ResultColumn> columns);

    /** A row; {@code null} is SQL NULL. */
    void row(List<@Nullable String> values);

    void end(long rowCount);

    /** Whether somebody reads it who wants to know about statements without rows, row counts and times. */
    boolean isForPeople();
}
