package io.kintsugi.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.DatabaseServer;
import io.kintsugi.embedded.ReplicaSetServers;
import io.kintsugi.manager.config.ManagerLimits;
import io.kintsugi.topology.Secret;
import io.kintsugi.topology.remote.ManagerEndpoint;
import io.kintsugi.topology.remote.RemoteLimits;
import io.kintsugi.topology.remote.RemoteOptions;
import io.kintsugi.topology.remote.RemoteTopology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The manager beside real servers, followed by real clients. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ManagerServerIT {
    private static final String TOKEN = "a-token-of-some-length";
    private static final RemoteLimits QUICK = new RemoteLimits(1_000, 3_000, 5_000, 1_000, 20, 200, 1 << 20);
    private static ReplicaSetServers servers;

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void startServers() {
        servers = ReplicaSetServers.started("s", 1, 1);
        servers.primary().createDatabase("shop");
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @Test
    void page_followsWhatHappensToTheNodes() throws Exception {
        try (ManagerServer manager = start("state", cluster("country"))) {
            await(() -> page(manager).contains("All is well."));
            assertThat(page(manager)).contains("s-b quorum");
            DatabaseServer replica = servers.replicas().get(0);
            replica.kill();
            await(() -> page(manager).contains("One shard needs help."));
            assertThat(page(manager)).contains("commits wait: 0 of 1 replicas", "connection refused");
            replica.start();
            await(() -> page(manager).contains("All is well."));
        }
    }

    @Test
    void hangingNode_doesNotDelayTheOthers() throws Exception {
        try (ServerSocket hole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ManagerServer manager = start("state", withHole(hole.getLocalPort()))) {
            await(() -> page(manager).contains("✕ silent"));
            // The others were looked at meanwhile, more than once.
            String before = lookedAt(manager);
            await(() -> !lookedAt(manager).equals(before));
            assertThat(body(manager, "/v1/nodes"))
                    .containsPattern("\"s-a\".*?\"condition\":\"well\"")
                    .containsPattern("\"s-b\".*?\"condition\":\"well\"");
        }
    }

    @Test
    void client_followsAcknowledgesAndOutlivesItsManagers() throws Exception {
        Path copies = folder.resolve("copies");
        RemoteOptions options;
        try (ManagerServer first = start("one", cluster("country"));
                ManagerServer second = start("two", cluster("country"))) {
            options = RemoteOptions.of("shop", List.of(endpoint(first), endpoint(second)))
                    .withClientId("web-1")
                    .withToken(new Secret(TOKEN))
                    .withFolder(copies)
                    .withLimits(QUICK);
            try (RemoteTopology remote = RemoteTopology.start(options)) {
                await(() -> body(first, "/v1/clients").contains("\"id\":\"web-1\",\"version\":1"));
                Files.writeString(folder.resolve("one.yaml"), cluster("second"));
                assertThat(remote.awaitNewerThan(1, Duration.ofSeconds(20))).isTrue();
                assertThat(remote.current().table("second")).isPresent();
                assertThat(remote.current().credentials()).as("never sent").isEmpty();
                await(() -> body(first, "/v1/clients").contains("\"id\":\"web-1\",\"version\":2"));
                first.close();
                await(() -> remote.status()
                        .endpoint()
                        .filter(endpoint(second)::equals)
                        .isPresent());
                assertThat(remote.current().version()).isEqualTo(2);
            }
        }
        try (RemoteTopology fromDisk = RemoteTopology.start(options)) {
            assertThat(fromDisk.current().table("second")).isPresent();
        }
    }

    private String lookedAt(ManagerServer manager) {
        return body(manager, "/v1/nodes").replaceAll(".*?\"s-a\".*?\"time\":\"([^\"]*)\".*", "$1");
    }

    private ManagerServer start(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), text);
        ManagerLimits limits =
                ManagerLimits.defaults().with("probeIntervalMillis", 200).with("clusterFilePollMillis", 50);
        return ManagerServer.builder(folder.resolve(name))
                .port(0)
                .clusterFile(file)
                .token(TOKEN)
                .limits(limits)
                .start();
    }

    private static ManagerEndpoint endpoint(ManagerServer manager) {
        return new ManagerEndpoint("127.0.0.1", manager.port());
    }

    private static String cluster(String table) {
        return """
                cluster: shop
                dialect: postgresql
                credentials: {user: postgres, password: ""}
                nodes:
                  s-a: {url: "postgresql://127.0.0.1:%d/shop", cell: one}
                  s-b: {url: "postgresql://127.0.0.1:%d/shop", cell: two}
                keyspaces:
                  customers:
                    shards:
                      s0: {nodes: [s-a, s-b], sync: 1}
                    tables:
                      users: {key: user_id}
                      %s: {reference: true}
                """.formatted(servers.primary().port(), servers.replicas().get(0).port(), table);
    }

    private static String withHole(int port) {
        return cluster("country")
                .replace("keyspaces:", "catalog: {nodes: [hole]}\nkeyspaces:")
                .replace("  s-b:", "  hole: {url: \"postgresql://127.0.0.1:" + port + "/shop\"}\n  s-b:");
    }

    private String page(ManagerServer manager) {
        return body(manager, "/");
    }

    private String body(ManagerServer manager, String path) {
        URI address = manager.pageAddress().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
