package io.kintsugi.examples.frameworks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;

/** A database by its JDBC URL; user and password are in it. */
public record Database(String url) {
    private static final int CONNECTIONS_MAX = 8;

    public Database {
        Objects.requireNonNull(url, "url");
    }

    public Dialect dialect() {
        return Dialect.of(url);
    }

    /** A new pool of connections, as an application has one; the caller closes it. */
    public HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }
}
