package io.kintsugi.engine.transaction;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.router.plan.ShardId;
import java.sql.SQLException;

/**
 * Where a transaction gets the connection for a shard that joins: outside any transaction, with the session's
 * settings.
 */
@FunctionalInterface
public interface BackendSource {
    Backend lease(ShardId shard) throws SQLException;
}
