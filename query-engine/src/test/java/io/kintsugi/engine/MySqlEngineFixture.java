package io.kintsugi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.engine.backend.PoolReport;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.router.StatementRouter;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.FixedTopology;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.Secret;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A catalog and two shards, each a database of the shared MySQL server, and an engine over them. */
final class MySqlEngineFixture implements AutoCloseable {
    static final Credentials USER = new Credentials("root", Secret.none());

    private final Topology topology;
    private final Engine engine;

    MySqlEngineFixture(StatementRouter router) throws SQLException {
        this(EngineConfig.DEFAULT.with(EngineProperty.POOL_WAIT_MILLIS, 1_000), router);
    }

    MySqlEngineFixture(EngineConfig config, StatementRouter router) throws SQLException {
        this.topology = newTopology();
        ClusterPreparation.prepare(topology, MySqlEngineFixture::connect);
        this.engine = Engine.start(new FixedTopology(topology), config, router);
    }

    private static Topology newTopology() {
        String yaml = """
                cluster: test
                dialect: mysql
                nodes:
                  k: {url: "%s", cell: here}
                  a: {url: "%s", cell: here}
                  b: {url: "%s", cell: here}
                catalog: {nodes: [k], sync: 0}
                keyspaces:
                  main:
                    shards:
                      s0: {nodes: [a], sync: 0}
                      s1: {nodes: [b], sync: 0}
                    tables:
                      orders: {key: user_id, generate: {order_id: sequence}}
                      country: {reference: true}
                """.formatted(newDatabase(), newDatabase(), newDatabase());
        return TopologyYaml.parse(yaml, "test.yaml", name -> Optional.empty(), path -> {
            throw new IllegalStateException("no file is read");
        });
    }

    private static String newDatabase() {
        return "mysql://127.0.0.1:" + SharedMySql.get().server().port() + "/"
                + SharedMySql.get().newDatabase().name() + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    static Connection connect(Node node) throws SQLException {
        return SharedMySql.get().server().connect(node.database());
    }

    Engine engine() {
        return engine;
    }

    Topology topology() {
        return topology;
    }

    void everywhere(String sql) throws SQLException {
        for (String node : List.of("k", "a", "b")) {
            on(node, sql);
        }
    }

    void on(String node, String sql) throws SQLException {
        try (Connection connection = connect(topology.node(node));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Nullable
    String value(String node, String sql) throws SQLException {
        try (Connection connection = connect(topology.node(node));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    EngineSession session() throws SQLException {
        return engine.openSession(USER, SessionOptions.DEFAULT);
    }

    EngineSession transactional() throws SQLException {
        EngineSession session = session();
        session.setAutoCommit(false);
        return session;
    }

    /** Nobody may keep a connection when all sessions are closed. */
    void assertNothingLeaked() {
        assertThat(engine.pools())
                .allSatisfy(pool -> assertThat(pool)
                        .extracting(PoolReport::active, PoolReport::waiting)
                        .containsExactly(0, 0));
    }

    @Override
    public void close() throws SQLException {
        try {
            assertNothingLeaked();
        } finally {
            engine.close();
            for (Node node : topology.nodes().values()) {
                on(node.name(), "DROP DATABASE " + node.database());
            }
        }
    }
}
