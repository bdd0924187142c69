package io.kintsugi.examples.tpcc.jdbc;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A database known by its JDBC URL alone. Thread-safe. Connections come with automatic commit off and belong to the
 * caller.
 */
public final class Database {

    private final String url;
    private final Properties credentials;
    private final TransactionModeSetup transactionMode;
    private final Isolation isolation;

    /** {@code user} and {@code password} may be null: then the URL carries them, or none are needed. */
    public Database(
            String url,
            @Nullable String user,
            @Nullable String password,
            TransactionModeSetup transactionMode,
            Isolation isolation) {
        this.url = requireNonNull(url, "url");
        this.credentials = new Properties();
        this.transactionMode = requireNonNull(transactionMode, "transactionMode");
        this.isolation = requireNonNull(isolation, "isolation");
        Optional.ofNullable(user).ifPresent(value -> credentials.setProperty("user", value));
        Optional.ofNullable(password).ifPresent(value -> credentials.setProperty("password", value));
    }

    public Dialect dialect() {
        return Dialect.of(url);
    }

    public Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(url, credentials);
        try {
            prepare(connection);
            return connection;
        } catch (SQLException | RuntimeException failure) {
            closeAfter(failure, connection);
            throw failure;
        }
    }

    private void prepare(Connection connection) throws SQLException {
        transactionMode.apply(url, connection);
        connection.setTransactionIsolation(isolation.level());
        connection.setAutoCommit(false);
    }

    private static void closeAfter(Exception failure, Connection connection) {
        try {
            connection.close();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }
}
