package io.kintsugi.engine.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** How a query is finished on a server that has none of the rows. Thread-safe. */
public interface WorkbenchRules {
    /** What asks the server for its plan of a query. */
    String planOf(String query);

    /**
     * Whether the plan may read a table, which would be an empty one.
     *
     * @param plan all the server said of it
     * @param schemas of the tables that something else stands for
     */
    boolean readsTables(String plan, List<String> schemas);

    /** How many characters of rows one statement can take for certain. */
    long charactersMax(Connection connection);

    /** Sets the parameter that is a table's rows. */
    void bind(PreparedStatement statement, int index, List<String> rows) throws SQLException;

    /**
     * Puts rows into a table of a leased database.
     *
     * @param copy the server's own bulk load, see {@link io.kintsugi.router.plan.WorkbenchTable#copy}
     * @return how many came in
     */
    long copy(Connection connection, String copy, List<String> rows) throws SQLException;

    /** Whether {@link #copy} takes a row for certain. */
    boolean copies(String row);

    /** Whether the rows of the result are fetched in portions even where the application has not asked for it. */
    boolean alwaysStreams();

    /** Whether finishing failed for a value that could not be handed over, and not by a mistake of the query. */
    boolean isInexact(SQLException failed);
}
