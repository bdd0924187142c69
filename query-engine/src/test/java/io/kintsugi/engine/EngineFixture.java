package io.kintsugi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.backend.PoolReport;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.StatementRouter;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.FixedTopology;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.Secret;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A catalog and two shards, each a database of the shared server, and an engine over them. */
final class EngineFixture implements AutoCloseable {
    static final Credentials USER = new Credentials("postgres", Secret.none());

    private final Topology topology;
    private final Engine engine;
    private final boolean owner;

    EngineFixture() throws SQLException {
        this(EngineConfig.DEFAULT.with(EngineProperty.POOL_WAIT_MILLIS, 1_000));
    }

    EngineFixture(EngineConfig config) throws SQLException {
        this(config, new PlanRouter());
    }

    EngineFixture(EngineConfig config, StatementRouter router) throws SQLException {
        this.topology = newTopology();
        ClusterPreparation.prepare(topology, EngineFixture::connect);
        this.engine = Engine.start(new FixedTopology(topology), config, router);
        this.owner = true;
    }

    /** Another client of the same cluster, which waits longer for locks. */
    EngineFixture(EngineFixture same, long ddlLockWaitMillis) {
        this.topology = same.topology;
        this.engine = Engine.start(
                new FixedTopology(topology),
                EngineConfig.DEFAULT.with(EngineProperty.DDL_LOCK_WAIT_MILLIS, ddlLockWaitMillis),
                new PlanRouter());
        this.owner = false;
    }

    static Topology newTopology() {
        String yaml = """
                cluster: test
                dialect: postgresql
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
        return "postgresql://127.0.0.1:" + SharedPostgres.get().server().port() + "/"
                + SharedPostgres.get().newDatabase().name();
    }

    Topology topology() {
        return topology;
    }

    Engine engine() {
        return engine;
    }

    static Connection connect(Node node) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + node.address() + "/" + node.database(), USER.user(), "");
    }

    /** A plain connection to a node: k is the catalog, a and b are the shards. */
    Connection direct(String node) throws SQLException {
        return connect(topology.node(node));
    }

    void everywhere(String sql) throws SQLException {
        for (String node : List.of("k", "a", "b")) {
            on(node, sql);
        }
    }

    void on(String node, String sql) throws SQLException {
        try (Connection connection = direct(node);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Nullable
    String value(String node, String sql) throws SQLException {
        try (Connection connection = direct(node);
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

    static StatementResult run(EngineSession session, String text) throws SQLException {
        return session.execute(session.prepare(text), Bindings.NONE, ExecuteOptions.DEFAULT);
    }

    static long update(EngineSession session, String text) throws SQLException {
        return ((StatementResult.UpdateCount) run(session, text)).count();
    }

    static List<List<String>> query(EngineSession session, String text) throws SQLException {
        return query(session, session.prepare(text), ExecuteOptions.DEFAULT);
    }

    static List<List<String>> query(EngineSession session, PreparedRoute route, ExecuteOptions options)
            throws SQLException {
        return drain(((StatementResult.Rows) session.execute(route, Bindings.NONE, options)).cursor());
    }

    /** All rows as text, NULL as the word; closes the cursor. */
    static List<List<String>> drain(RowCursor cursor) throws SQLException {
        try (cursor) {
            List<List<String>> all = new ArrayList<>();
            while (cursor.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= cursor.visibleColumns(); column++) {
                    row.add(String.valueOf(cursor.current().getString(column)));
                }
                all.add(row);
            }
            return all;
        }
    }

    /** Nobody may keep a connection when all sessions are closed. */
    void assertNothingLeaked() {
        assertThat(engine.pools())
                .allSatisfy(pool -> assertThat(pool)
                        .extracting(PoolReport::active, PoolReport::waiting)
                        .containsExactly(0, 0));
    }

    @Override
    public void close() {
        try {
            assertNothingLeaked();
        } finally {
            engine.close();
            if (owner) {
                dropDatabases();
            }
        }
    }

    /** Each is some hundred files, which the server's last cleaning up would take long to delete all at once. */
    private void dropDatabases() {
        try (Connection connection = SharedPostgres.get().server().connect("postgres");
                Statement statement = connection.createStatement()) {
            for (Node node : topology.nodes().values()) {
                statement.execute("DROP DATABASE " + node.database() + " WITH (FORCE)");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the test's databases could not be dropped", failed);
        }
    }
}
