package io.kintsugi.jdbc;

import io.kintsugi.engine.api.EngineSession;
import java.sql.SQLException;

/** Something to do with the session, under the connection's lock. */
@FunctionalInterface
interface SqlAction<T extends @org.jspecify.annotations.Nullable Object> {
    T run(EngineSession session) throws SQLException;
}
