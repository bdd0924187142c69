package io.kintsugi.jdbc.contract;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * A way to a database with the contract's tables.
 *
 * @param family what the contestants with the same expected outcomes have in common: the dialect's name
 * @param databases names that differ between contestants and mean the same; hidden before outcomes are compared
 * @param sharded whether this is ours
 */
record Contestant(String family, String name, Texts texts, DataSource source, List<String> databases, boolean sharded) {
    Contestant {
        Objects.requireNonNull(texts, "texts");
        databases = List.copyOf(databases);
    }

    Connection connect() throws SQLException {
        Connection connection = source.getConnection();
        texts.prepare(connection);
        return connection;
    }

    /** The text with names of this contestant's databases replaced by a common one. */
    String neutral(String text) {
        String neutral = text;
        for (String database : databases) {
            neutral = neutral.replace(database, "<database>");
        }
        return neutral;
    }

    @Override
    public String toString() {
        return name;
    }
}
