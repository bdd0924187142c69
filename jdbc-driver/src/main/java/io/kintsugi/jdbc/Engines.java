package io.kintsugi.jdbc;

import io.kintsugi.engine.Engine;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.router.facade.RouterConfig;
import io.kintsugi.router.facade.SqlRouter;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.TopologyReader;
import java.sql.SQLException;

/** Starts real engines, each with a router of its own. */
final class Engines {
    private Engines() {}

    static RunningEngine start(TopologyReader topology, EngineConfig config, Dialect dialect) {
        // Says clearly where a native driver is missing.
        NativeDialect.of(dialect);
        Engine engine = Engine.start(topology, config, new SqlRouter(RouterConfig.defaults()));
        return new RunningEngine() {
            @Override
            public EngineSession openSession(Credentials credentials, SessionOptions options) throws SQLException {
                return engine.openSession(credentials, options);
            }

            @Override
            public void close() {
                engine.close();
            }
        };
    }
}
