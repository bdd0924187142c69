package io.kintsugi.jdbc;

import io.kintsugi.errors.ShardException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;
import java.sql.ShardingKeyBuilder;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source for one cluster, with bean setters; to be set up before the first connection and closed after the last.
 * Thread-safe once set up. It does not pool logical connections, which are cheap: the connections to the servers are
 * pooled underneath, as long as this is open.
 */
public final class KintsugiDataSource implements DataSource, AutoCloseable {
    private final KintsugiDriver driver;
    private volatile @Nullable String url;
    private volatile @Nullable String user;
    private volatile @Nullable String password;
    private volatile Properties properties = new Properties();
    private volatile @Nullable PrintWriter logWriter;
    private volatile int loginTimeout;
    private volatile boolean closed;

    /** Guarded by this: keeps the engine between connections. */
    private SharedEngines.@Nullable Lease lease;

    public KintsugiDataSource() {
        this(new KintsugiDriver());
    }

    /** The same with a URL set. */
    public KintsugiDataSource(String url) {
        this();
        setUrl(url);
    }

    KintsugiDataSource(KintsugiDriver driver) {
        this.driver = driver;
    }

    public @Nullable String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public @Nullable String getUser() {
        return user;
    }

    /** The user on every node; null for the topology's credentials. */
    public void setUser(@Nullable String user) {
        this.user = user;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    /** Further properties, as {@link KintsugiDriver#getPropertyInfo} lists them. */
    public void setProperties(Properties properties) {
        Properties copy = new Properties();
        properties.stringPropertyNames().forEach(name -> copy.setProperty(name, properties.getProperty(name)));
        this.properties = copy;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(user, password);
    }

    @Override
    public Connection getConnection(@Nullable String username, @Nullable String otherPassword) throws SQLException {
        return connect(username, otherPassword);
    }

    private Connection connect(@Nullable String asUser, @Nullable String withPassword) throws SQLException {
        if (closed) {
            throw Errors.closed("data source");
        }
        try {
            DriverSettings settings = settings(asUser, withPassword);
            keepEngine(settings);
            return driver.open(settings);
        } catch (ShardException refused) {
            throw Errors.of(refused);
        }
    }

    private DriverSettings settings(@Nullable String asUser, @Nullable String withPassword) throws SQLException {
        String text = url;
        if (text == null || !KintsugiUrl.isOurs(text)) {
            throw Errors.argument(
                    "The data source has " + (text == null ? "no URL." : "a URL of another driver."),
                    "Set a URL that begins with " + KintsugiUrl.PREFIX + ".");
        }
        Properties all = new Properties();
        all.putAll(properties);
        if (asUser != null) {
            all.setProperty(DriverProperty.USER.text(), asUser);
        }
        if (withPassword != null) {
            all.setProperty(DriverProperty.PASSWORD.text(), withPassword);
        }
        return DriverSettings.of(text, all);
    }

    private synchronized void keepEngine(DriverSettings settings) {
        if (lease == null && !closed) {
            lease = driver.engines().acquire(settings);
        }
    }

    /** Closes the connections to the servers; logical connections still open are of no more use. */
    @Override
    public void close() {
        SharedEngines.Lease kept;
        synchronized (this) {
            closed = true;
            kept = lease;
            lease = null;
        }
        if (kept != null) {
            kept.close();
        }
        driver.engines().close();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    /** Kept for the caller; messages go to SLF4J. */
    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    /** Kept for the caller; the property connectTimeoutSeconds limits each connection to a server. */
    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.kintsugi");
    }

    /** A connection built with a sharding key is pinned to its shard; most applications are better off without. */
    @Override
    public ConnectionBuilder createConnectionBuilder() {
        return new KeyedConnections();
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() {
        return new KeyParts.Builder();
    }

    /** Confined to its caller. */
    private final class KeyedConnections implements ConnectionBuilder {
        private @Nullable String builtUser = user;
        private @Nullable String builtPassword = password;
        private @Nullable ShardingKey key;
        private @Nullable ShardingKey superKey;

        @Override
        public ConnectionBuilder user(String username) {
            builtUser = username;
            return this;
        }

        @Override
        public ConnectionBuilder password(String word) {
            builtPassword = word;
            return this;
        }

        @Override
        public ConnectionBuilder shardingKey(ShardingKey shardingKey) {
            key = shardingKey;
            return this;
        }

        @Override
        public ConnectionBuilder superShardingKey(ShardingKey superShardingKey) {
            superKey = superShardingKey;
            return this;
        }

        @Override
        public Connection build() throws SQLException {
            Connection connection = connect(builtUser, builtPassword);
            ShardingKey wanted = key;
            if (wanted == null) {
                return connection;
            }
            try {
                connection.setShardingKey(wanted, superKey);
                return connection;
            } catch (SQLException refused) {
                try (Connection unused = connection) {
                    throw refused;
                }
            }
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw Errors.wrongType(type, "Unwrap a connection instead.");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
