package io.kintsugi.jdbc;

import io.kintsugi.errors.ShardException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;
import java.sql.ShardingKeyBuilder;
import java.util.Objects;
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

    /** Keeps the engine between connections; written under this object's lock. */
    private volatile SharedEngines.@Nullable Lease lease;

    /** What the last connection was opened with: most are opened alike, and reading a URL takes longer than that. */
    private volatile @Nullable Opened opened;

    private record Opened(
            String url,
            Properties properties,
            @Nullable String user,
            @Nullable String password,
            DriverSettings settings) {
        /** Properties are replaced as a whole, so that the same object says the same. */
        @SuppressWarnings("ReferenceEquality")
        boolean is(String text, Properties given, @Nullable String asUser, @Nullable String withPassword) {
            return url.equals(text)
                    && properties == given
                    && Objects.equals(user, asUser)
                    && Objects.equals(password, withPassword);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return settings.toString();
        }
    }

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
        requireOpen();
        Connection connection;
        try {
            DriverSettings settings = settings(asUser, withPassword);
            SharedEngines.Lease kept = keptEngine(settings);
            connection = kept == null ? driver.open(settings) : KintsugiDriver.open(settings, kept.shared());
        } catch (ShardException refused) {
            requireOpen();
            throw Errors.of(refused);
        } catch (SQLException failed) {
            // Whatever it met while it was closed: that it is closed is the reason.
            requireOpen();
            throw failed;
        }
        if (closed) {
            connection.close();
            throw Errors.closed("data source");
        }
        return connection;
    }

    boolean isClosed() {
        return closed;
    }

    private void requireOpen() throws SQLException {
        if (closed) {
            throw Errors.closed("data source");
        }
    }

    private DriverSettings settings(@Nullable String asUser, @Nullable String withPassword) throws SQLException {
        String text = url;
        if (text == null || !KintsugiUrl.isOurs(text)) {
            throw Errors.argument(
                    "The data source has " + (text == null ? "no URL." : "a URL of another driver."),
                    "Set a URL that begins with " + KintsugiUrl.PREFIX + ".");
        }
        Properties given = properties;
        Opened last = opened;
        if (last != null && last.is(text, given, asUser, withPassword)) {
            return last.settings();
        }
        Properties all = new Properties();
        all.putAll(given);
        if (asUser != null) {
            all.setProperty(DriverProperty.USER.text(), asUser);
        }
        if (withPassword != null) {
            all.setProperty(DriverProperty.PASSWORD.text(), withPassword);
        }
        return remembered(new Opened(text, given, asUser, withPassword, DriverSettings.of(text, all)));
    }

    /** Threads that open their first connections together get the same settings. */
    private synchronized DriverSettings remembered(Opened now) {
        Opened last = opened;
        if (last != null && last.is(now.url(), now.properties(), now.user(), now.password())) {
            return last.settings();
        }
        opened = now;
        return now.settings();
    }

    /** The engine that this data source keeps, when a connection with these settings may use it; else null. */
    private SharedEngines.@Nullable Lease keptEngine(DriverSettings settings) {
        SharedEngines.Lease kept = lease;
        if (kept == null) {
            kept = keepEngine(settings);
        }
        return kept != null && kept.isFor(settings) ? kept : null;
    }

    private synchronized SharedEngines.@Nullable Lease keepEngine(DriverSettings settings) {
        if (lease == null && !closed) {
            lease = driver.engines().acquire(settings);
        }
        return lease;
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
            KeyParts.requireNotAlone(key, superKey);
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
