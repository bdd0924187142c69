package io.kintsugi.examples.tpcc.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;

/**
 * Asks a connection how many shards its last transaction wrote to. The answer travels as a JDBC client info property,
 * which costs no round trip and which every other driver answers with null.
 */
public final class ShardCrossings {

    static final String PROPERTY = "kintsugi.shards_written";

    private ShardCrossings() {}

    /** The number of shards the last committed transaction wrote to; empty when the driver does not tell. */
    public static OptionalInt lastTransaction(Connection connection) throws SQLException {
        String told = connection.getClientInfo(PROPERTY);
        return told == null || told.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(told));
    }
}
