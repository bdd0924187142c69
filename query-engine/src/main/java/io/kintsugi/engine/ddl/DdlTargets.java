package io.kintsugi.engine.ddl;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.router.plan.ShardId;
import java.sql.SQLException;

/** Where a schema change gets its connections: each one leased anew, in autocommit, with the session's settings. */
@FunctionalInterface
public interface DdlTargets {
    Backend lease(ShardId shard) throws SQLException;
}
