package io.kintsugi.engine.catalog;

import io.kintsugi.node.CatalogTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest schema known. Thread-safe. The version in the catalog is looked at after each schema change, when a
 * statement finds a table or column missing, and otherwise at most once in a while, by one session for all.
 */
public final class SchemaCache {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaCache.class);

    private final CatalogTables tables;
    private final SchemaReader reader;
    private final long refreshNanos;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable CatalogSchema schema;
    private volatile long checkedAt;

    /** What is run there. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    public SchemaCache(CatalogTables tables, SchemaReader reader, long refreshMillis) {
        this.tables = tables;
        this.reader = reader;
        this.refreshNanos = TimeUnit.MILLISECONDS.toNanos(refreshMillis);
    }

    /** The schema to plan with while nobody needs to ask the catalog for a newer one, else null. Allocates nothing. */
    public @Nullable CatalogSchema fresh() {
        CatalogSchema known = schema;
        return known != null && System.nanoTime() - checkedAt < refreshNanos ? known : null;
    }

    /** The schema to plan with. The very first caller loads it; later a catalog that is away keeps nobody waiting. */
    public CatalogSchema current(CatalogAccess catalog) throws SQLException {
        CatalogSchema known = schema;
        if (known == null) {
            return refresh(catalog);
        }
        if (System.nanoTime() - checkedAt < refreshNanos || !refreshing.tryLock()) {
            return known;
        }
        try {
            return refreshLocked(catalog);
        } catch (SQLException | RuntimeException failed) {
            LOG.warn("The catalog cannot be asked for schema changes: {}", failed.getMessage());
            return known;
        } finally {
            checkedAt = System.nanoTime();
            refreshing.unlock();
        }
    }

    /** The schema as it is now. */
    public CatalogSchema refresh(CatalogAccess catalog) throws SQLException {
        refreshing.lock();
        try {
            return refreshLocked(catalog);
        } finally {
            checkedAt = System.nanoTime();
            refreshing.unlock();
        }
    }

    private CatalogSchema refreshLocked(CatalogAccess catalog) throws SQLException {
        return catalog.with(connection -> {
            CatalogSchema known = schema;
            long version = tables.schemaVersion(connection);
            if (known != null && known.version() == version) {
                return known;
            }
            CatalogSchema read = reader.read(connection, version);
            schema = read;
            return read;
        });
    }

    /** Runs something on a connection to the catalog. */
    @FunctionalInterface
    public interface CatalogAccess {
        CatalogSchema with(Work<CatalogSchema> work) throws SQLException;
    }
}
