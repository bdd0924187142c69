package io.kintsugi.jdbc.contract;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

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

    /** Why a test, or a whole area, does not fit this dialect; printed by the report. Empty where it runs. */
    Optional<String> reasonToLeaveOut(String area, String test);

    /** Whether an error ends its transaction and its batch; else it ends its statement alone. */
    boolean isErrorFatal();

    /** The state of a second row with the same key. */
    String duplicateState();

    /** The state of what {@link #failingAt} fails with. */
    String failingState();

    /** A query that sleeps for each user. */
    String sleepAtAll(int seconds);

    /** The bytes of a column as text. */
    String hex(String column);

    /** An identifier in the dialect's quotes. */
    String quoted(String identifier);

    /** Takes an int, a text and a date, and gives the int and one, the text, the date. */
    String casts();

    /** The interface of the native driver that a connection to one node gives. */
    Class<?> nativeConnection();

    /** Someone who may connect without a password. */
    String user();

    /** The catalog that listings are asked for, where there are others' tables in others. */
    @Nullable
    String listedCatalog(Connection connection) throws SQLException;

    /** The schema that listings are asked for. */
    @Nullable
    String listedSchema();

    /** The column of generated keys that holds the number of a new note. */
    String noteKey();

    /** Takes a lock of the session if it is free; {@link #yes} if it was. */
    String tryLock(int lock);

    /** Gives one back; {@link #yes} if it was held. */
    String unlock(int lock);

    String unlockAll();

    String yes();

    String no();

    /** Whether the native driver does all that JDBC asks for; else only ours is held to some of it. */
    boolean isNativeStrict();

    /** Queries that sleep and fail when they are cancelled. */
    List<String> cancellable(int seconds);

    /** The name of a schema other than the one a connection has; empty where there are no schemas. */
    Optional<String> otherSchema();

    /** Whether generated keys are columns of the new rows; else the number that the server counted only. */
    boolean returnsColumns();

    /** The INSERT of a row that is left out where its key is there already. */
    String ignoring(String insert);

    /** The fetch size that means as few rows at a time as possible. */
    OptionalInt streamingFetchSize();

    /** Whether the driver has java.sql.Array. */
    boolean hasArrays();

    String beginReadOnly();

    /** Part of the message of {@link #warning}. */
    String warningText();
}
