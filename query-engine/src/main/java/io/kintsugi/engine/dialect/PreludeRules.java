package io.kintsugi.engine.dialect;

import io.kintsugi.router.plan.Prelude;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/** What is said to a session right before and after a statement; see {@link Prelude}. */
public interface PreludeRules {
    /** The server's clock now, as {@link #before} and {@link #pinned} take it. */
    String instant(Connection connection) throws SQLException;

    /** Whether the clock stands still within a transaction, so that the first shard to join it has the instant. */
    boolean clockStands();

    /** The text to run where the prelude pins time; the text itself where {@link #before} does all. */
    String pinned(String text, String instant);

    /**
     * Says it, in one round trip.
     *
     * @param instant what the statement's clock is to show, from {@link #instant}; unused unless the prelude pins time
     * @param lastInsertId what LAST_INSERT_ID() is to the session; unused unless the prelude asks for it
     */
    void before(Connection connection, Prelude prelude, String instant, long lastInsertId) throws SQLException;

    /**
     * Takes back what the statement has not used up, also after it failed.
     *
     * @param used whether the statement is known to have taken its ids
     * @return false: that is not possible, and the connection must be closed
     */
    boolean after(Connection connection, Prelude prelude, boolean used) throws SQLException;

    /** What LAST_INSERT_ID() has become by a statement that wrote; empty: nothing new. */
    OptionalLong generatedId(Statement statement, Prelude prelude) throws SQLException;

    /** The bytes of WEIGHT_STRING of a text under a collation. */
    byte[] weight(Connection connection, String collation, String text) throws SQLException;
}
