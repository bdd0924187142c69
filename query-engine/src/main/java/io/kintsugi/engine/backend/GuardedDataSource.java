package io.kintsugi.engine.backend;

import io.kintsugi.engine.dialect.NativeConnections;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.node.GuardRow;
import io.kintsugi.node.NodeAccess;
import io.kintsugi.node.ShardGuard;
import io.kintsugi.topology.Node;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one node and refuses those that do not lead to the database the topology means. Thread-safe.
 *
 * <p>The check costs one round trip for each new connection and none for each statement: a client whose map has become
 * stale is shut out by ending its sessions, after which it gets no new ones.
 */
final class GuardedDataSource implements DataSource {
    /** How long a connection that was opened to look at the node may wait for whoever asked for it. */
    private static final long PROBED_NANOS_MAX = TimeUnit.SECONDS.toNanos(2);

    private final Node node;
    private final NativeConnections connections;
    private final Properties properties;
    private final Supplier<ClusterView> view;
    private final AtomicReference<@Nullable Connection> probed = new AtomicReference<>();
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile long probedNanos;

    GuardedDataSource(Node node, NativeConnections connections, Properties properties, Supplier<ClusterView> view) {
        this.node = node;
        this.connections = connections;
        this.properties = properties;
        this.view = view;
    }

    /**
     * Opens a connection now and keeps it for the next {@link #getConnection}: so that the first caller sees at once
     * why a node cannot be used, instead of waiting while the pool tries again and again. One caller at a time: the
     * others go to the pool, or a crowd of first callers would open more connections than the pool may have.
     */
    void probe() throws SQLException {
        if (!probing.compareAndSet(false, true)) {
            return;
        }
        try {
            Connection connection = open();
            probedNanos = System.nanoTime();
            Connection other = probed.getAndSet(connection);
            if (other != null) {
                other.close();
            }
        } finally {
            probing.set(false);
        }
    }

    void closeProbed() throws SQLException {
        Connection connection = probed.getAndSet(null);
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = probed.getAndSet(null);
        if (connection == null) {
            return open();
        }
        if (System.nanoTime() - probedNanos <= PROBED_NANOS_MAX) {
            return connection;
        }
        // Nobody came for it: what was checked so long ago may be neither alive nor allowed any more.
        connection.close();
        return open();
    }

    private Connection open() throws SQLException {
        Connection connection = connections.open(node, properties);
        try {
            check(connection);
            return connection;
        } catch (SQLException | RuntimeException refused) {
            closeAfter(connection, refused);
            throw refused;
        }
    }

    private void check(Connection connection) throws SQLException {
        ClusterView current = view.get();
        GuardRow row = NodeAccess.of(current.topology().dialect()).guard().read(connection);
        ShardGuard.check(
                row,
                current.guard(node.name()).orElseThrow(this::noPrimary),
                current.topology().version(),
                node.address() + "/" + node.database());
    }

    private ShardException noPrimary() {
        return new ShardException(
                ErrorCode.TOPOLOGY_STALE, "Node '" + node.name() + "' is not the primary of any shard any more.");
    }

    private static void closeAfter(Connection connection, Exception refused) {
        try {
            connection.close();
        } catch (SQLException second) {
            refused.addSuppressed(second);
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("each pool has one user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("logging goes to SLF4J");
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // Set by the pool; the driver's own property, given in the configuration, decides.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("logging goes to SLF4J");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("this is not a " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
