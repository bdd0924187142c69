package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.engine.metrics.ClusterMXBean;
import io.kintsugi.jdbc.micrometer.KintsugiMetrics;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.yaml.TopologyYaml;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a known series of statements leaves in the counters. */
final class MetricsIT {
    /** Others of this process have clusters too. */
    private static final String CLUSTER = "metrics";

    private final KintsugiDriver driver = new KintsugiDriver();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        driver.engines().close();
    }

    private String url() throws Exception {
        String yaml = """
                cluster: %1$s
                dialect: postgresql
                nodes:
                  catalog: {url: "postgresql://127.0.0.1:%2$d/%3$s"}
                  s0: {url: "postgresql://127.0.0.1:%2$d/%4$s"}
                  s1: {url: "postgresql://127.0.0.1:%2$d/%5$s"}
                catalog: {nodes: [catalog]}
                keyspaces:
                  main:
                    shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
                    tables: {users: {key: user_id}}
                """.formatted(CLUSTER, SharedPostgres.get().server().port(), database(), database(), database());
        Path file = Files.writeString(folder.resolve("cluster.yaml"), yaml);
        ClusterPreparation.prepare(
                TopologyYaml.read(file), node -> SharedPostgres.get().server().connect(node.database()));
        return "jdbc:kintsugi:postgresql:file:" + file;
    }

    private static String database() {
        return SharedPostgres.get().newDatabase().name();
    }

    @Test
    void counters_tellWhatWasDone_inJmxAndMicrometer() throws Exception {
        String url = url();
        try (KintsugiMetrics metrics = new KintsugiMetrics()) {
            metrics.bindTo(registry);
            assertThat(meters()).isEmpty();
            try (Connection connection = Contestants.connect(driver, url)) {
                work(connection);
                ClusterMXBean bean = bean();
                assertThat(bean.getStatements())
                        .containsEntry("pass_through", 3L)
                        .containsEntry("streaming_merge", 2L)
                        .containsEntry("multi_shard_write", 1L)
                        .containsEntry("ddl_job", 1L)
                        .containsEntry("session", 1L);
                assertThat(bean.getStatementNanos().get("pass_through")).isPositive();
                assertThat(bean.getRefusals())
                        .containsOnly(
                                Map.entry("UNSUPPORTED_CROSS_SHARD_QUERY", 1L),
                                Map.entry("MULTI_SHARD_TRANSACTION", 1L));
                assertThat(bean.getServerErrors()).isEqualTo(1);
                assertThat(List.of(bean.getBatches(), bean.getBatchEntries())).containsExactly(3L, 3L);
                assertThat(List.of(bean.getSingleShardCommits(), bean.getMultiShardCommits()))
                        .containsExactly(2L, 1L);
                assertThat(bean.getMultiShardWriteCommits()).isEqualTo(1);
                assertThat(bean.getRollbacks()).isEqualTo(1);
                assertThat(bean.getPlanCacheMisses()).isPositive();
                assertThat(bean.getPlanCacheHits()).isPositive();
                assertThat(bean.getConnectionsActive()).containsOnlyKeys("catalog", "s0", "s1");
                assertThat(meters())
                        .containsEntry("kintsugi.statements{cluster=metrics, tier=pass_through}", 3.0)
                        .containsEntry("kintsugi.refusals{cluster=metrics, code=MULTI_SHARD_TRANSACTION}", 1.0)
                        .containsEntry("kintsugi.batch.entries{cluster=metrics}", 3.0)
                        .containsEntry("kintsugi.transaction.commits{cluster=metrics, shards=single}", 2.0)
                        .containsKey("kintsugi.connections{cluster=metrics, node=s1, state=idle}");
            }
            driver.engines().close();
            assertThat(meters()).as("after the engine").isEmpty();
        }
    }

    private static void work(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name text)");
            statement.executeUpdate("INSERT INTO users VALUES (1, 'a')");
            statement.executeQuery("SELECT name FROM users WHERE user_id = 1").close();
            statement.executeQuery("SELECT name FROM users WHERE user_id = 2").close();
            statement.executeQuery("SELECT count(*) FROM users").close();
            statement.executeQuery("SELECT max(user_id) FROM users").close();
            assertThatThrownBy(() -> statement.executeQuery(
                            "SELECT count(*) FROM users a TABLESAMPLE SYSTEM (50) JOIN users b ON a.name = b.name"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO users VALUES (1, 'again')"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.executeUpdate("UPDATE users SET name = 'x'"))
                    .hasMessageContaining("K1201");
            statement.execute("SET kintsugi.transaction_mode = 'best-effort'");
            statement.executeUpdate("UPDATE users SET name = 'b'");
            connection.setAutoCommit(false);
            addBatch(connection, 7);
            connection.commit();
            addBatch(connection, 8);
            connection.commit();
            addBatch(connection, 9);
            connection.rollback();
        }
    }

    private static void addBatch(Connection connection, long id) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users VALUES (?, 'c')")) {
            insert.setLong(1, id);
            insert.addBatch();
            insert.executeBatch();
        }
    }

    private static ClusterMXBean bean() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = server.queryNames(new ObjectName(ClusterMXBean.PATTERN), null).stream()
                .filter(found -> found.getKeyProperty("name").contains(CLUSTER))
                .findFirst()
                .orElseThrow();
        return JMX.newMXBeanProxy(server, name, ClusterMXBean.class);
    }

    /** By name and tags; the count or value of each. */
    private Map<String, Double> meters() {
        Map<String, Double> values = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            Map<String, String> tags = new TreeMap<>();
            meter.getId().getTags().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
            if (CLUSTER.equals(tags.get("cluster"))) {
                values.put(
                        meter.getId().getName() + tags,
                        meter.measure().iterator().next().getValue());
            }
        }
        return values;
    }
}
