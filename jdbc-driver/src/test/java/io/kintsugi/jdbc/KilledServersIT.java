package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.PostgresOptions;
import io.kintsugi.embedded.PostgresServer;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.testkit.report.Seed;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed and comes back, and working threads are interrupted, at seeded moments: what was acknowledged is
 * there, nothing is there that was refused, every error is one of SQL, and all connections come back.
 */
class KilledServersIT {
    private static final int WORKERS = 6;
    private static final long PAUSE_MILLIS_MAX = 400;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void writesDuringKillsAndInterrupts_areAllOrNothing() throws Exception {
        run(Seed.of("KilledServersIT"), 2);
    }

    @Tag("proof")
    @Test
    void writesDuringManyKills_areAllOrNothing() throws Exception {
        run(Seed.of("KilledServersIT"), 40);
    }

    private void run(long seed, int kills) throws Exception {
        try (PostgresServer steady = server("steady");
                PostgresServer killed = server("killed")) {
            String url = prepare(steady, killed);
            KintsugiDriver driver = new KintsugiDriver();
            try {
                WriteLedger ledger = new WriteLedger(() -> Contestants.connect(driver, url), WORKERS, seed);
                disturb(ledger, killed, kills, new Random(seed));
                ledger.stop();
                awaitServing(driver, url);
                ledger.check();
                assertThat(ledger.acknowledged()).isGreaterThan(WORKERS);
            } finally {
                driver.engines().close();
            }
        }
    }

    private static PostgresServer server(String name) {
        return PostgresServer.started(PostgresOptions.builder()
                .name(name)
                .durable(false)
                .setting("max_connections", "60")
                .build());
    }

    private String prepare(PostgresServer steady, PostgresServer killed) throws Exception {
        steady.createDatabase("k");
        steady.createDatabase("s0");
        killed.createDatabase("s1");
        String yaml = """
                cluster: killed
                dialect: postgresql
                nodes:
                  k: {url: "postgresql://127.0.0.1:%d/k"}
                  a: {url: "postgresql://127.0.0.1:%d/s0"}
                  b: {url: "postgresql://127.0.0.1:%d/s1"}
                catalog: {nodes: [k]}
                keyspaces:
                  main:
                    shards: {s0: {nodes: [a]}, s1: {nodes: [b]}}
                    tables: {entries: {key: id}}
                """.formatted(steady.port(), steady.port(), killed.port());
        Topology topology = TopologyYaml.parse(yaml, "test.yaml", name -> Optional.empty(), path -> "");
        ClusterPreparation.prepare(
                topology,
                node -> DriverManager.getConnection(
                        "jdbc:postgresql://" + node.address() + "/" + node.database(), Contestants.user()));
        String url = "jdbc:kintsugi:postgresql:file:" + Files.writeString(folder.resolve("cluster.yaml"), yaml)
                + "?lingerMillis=0&poolWaitMillis=1000&poolSizePerNode=4";
        KintsugiDriver driver = new KintsugiDriver();
        try (Connection connection = Contestants.connect(driver, url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE entries (id bigint NOT NULL, part int NOT NULL, PRIMARY KEY (id, part))");
        } finally {
            driver.engines().close();
        }
        return url;
    }

    private static void disturb(WriteLedger ledger, PostgresServer server, int kills, Random random) {
        for (int kill = 0; kill < kills; kill++) {
            pause(random);
            ledger.interruptOne(random);
            pause(random);
            server.kill();
            pause(random);
            server.start();
            ledger.interruptOne(random);
        }
        pause(random);
    }

    /** A moment of the seed's choosing; nothing is awaited here. */
    private static void pause(Random random) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1 + random.nextLong(PAUSE_MILLIS_MAX)));
    }

    /** Idle connections of the pools may be dead; each is found out by one statement. */
    private static void awaitServing(KintsugiDriver driver, String url) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try (Connection connection = Contestants.connect(driver, url);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT count(*) FROM entries")) {
                assertThat(rows.next()).isTrue();
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
            }
        }
    }
}
