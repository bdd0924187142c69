package io.kintsugi.jdbc;

import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The driver for {@code jdbc:kintsugi:} URLs, found by {@link DriverManager} through the service loader. Thread-safe.
 * Connections of one URL and user share one engine, which is held here and closed soon after the last of them.
 */
public final class KintsugiDriver implements Driver {
    private static final int MAJOR_VERSION = 0;
    private static final int MINOR_VERSION = 1;

    private final SharedEngines engines;

    static {
        try {
            DriverManager.registerDriver(new KintsugiDriver());
        } catch (SQLException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    public KintsugiDriver() {
        this(Engines::start);
    }

    KintsugiDriver(RunningEngine.Starter starter) {
        this.engines = new SharedEngines(starter);
    }

    SharedEngines engines() {
        return engines;
    }

    /** A new connection; null for a URL of another driver. */
    @Override
    public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        try {
            return open(DriverSettings.of(url, info == null ? new Properties() : info));
        } catch (ShardException refused) {
            throw Errors.of(refused);
        }
    }

    Connection open(DriverSettings settings) throws SQLException {
        return open(settings, engines.acquire(settings));
    }

    static Connection open(DriverSettings settings, SharedEngines.Lease lease) throws SQLException {
        try {
            return new KintsugiConnection(settings, lease, lease.engine().openSession());
        } catch (SQLException | RuntimeException failed) {
            lease.close();
            throw failed;
        }
    }

    /** True for every URL with our prefix, also a wrong one: its error should be ours. */
    @Override
    public boolean acceptsURL(@Nullable String url) throws SQLException {
        if (url == null) {
            throw Errors.argument("The URL is null.", "Pass a URL that begins with " + KintsugiUrl.PREFIX + ".");
        }
        return KintsugiUrl.isOurs(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return new DriverPropertyInfo[0];
        }
        try {
            return PropertyCatalog.of(KintsugiUrl.parse(url), info == null ? new Properties() : info);
        } catch (ShardException refused) {
            throw Errors.of(refused);
        }
    }

    @Override
    public int getMajorVersion() {
        return MAJOR_VERSION;
    }

    @Override
    public int getMinorVersion() {
        return MINOR_VERSION;
    }

    /** False: JDBC compliance asks for all of SQL-92, and some statements over several shards are refused. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return Logger.getLogger("io.kintsugi");
    }
}
