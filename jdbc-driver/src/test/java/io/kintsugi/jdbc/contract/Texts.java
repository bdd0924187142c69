package io.kintsugi.jdbc.contract;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Everything in the contract that is said otherwise in another dialect. Stateless. */
interface Texts {
    /** Definitions of the tables users, orders, notes (with generated note_id), kinds and country, and functions. */
    List<String> schema();

    /** What a connection of either contestant needs before a test. */
    void prepare(Connection connection) throws SQLException;

    /** The expressions of one row of kinds, by column; the first is its key. */
    Map<String, String> kinds();

    /** A query without a table that sleeps so many seconds. */
    String sleep(int seconds);

    /** The same for the row of users with this key: on its shard. */
    String sleepAt(long userId, int seconds);

    /** A query for the number of rows below {@code rows}, without a table. */
    String series(int rows);

    /** A statement that raises a warning and changes nothing. */
    String warning();

    /** Makes an ordinary error of the server by a division in the row of this user. */
    String failingAt(long userId);

    /** The name that the driver must have, for tools that choose their dialect by it. */
    String driverName();

    String productName();

    /** Whether the driver has java.sql.Array. */
    boolean hasArrays();
}
