package io.kintsugi.examples.tpcc.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Tells a sharding driver how to treat transactions that write to more than one shard; says nothing to any other
 * driver, because to them such a transaction is an ordinary one. The only class that knows the driver's name for the
 * setting.
 */
public final class TransactionModeSetup {

    private static final String SHARDING_DRIVER = "jdbc:kintsugi:";

    private final Optional<CrossShard> mode;

    public TransactionModeSetup(Optional<CrossShard> mode) {
        this.mode = mode;
    }

    /** The statement for a connection to {@code url}; empty when none is needed. */
    Optional<String> statementFor(String url) {
        return mode.filter(chosen -> url.startsWith(SHARDING_DRIVER))
                .map(chosen -> "SET kintsugi.transaction_mode = '" + chosen.setting() + "'");
    }

    void apply(String url, Connection connection) throws SQLException {
        Optional<String> setting = statementFor(url);
        if (setting.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(setting.get());
        }
    }
}
