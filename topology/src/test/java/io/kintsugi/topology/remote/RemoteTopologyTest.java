package io.kintsugi.topology.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RemoteTopologyTest {
    private static final RemoteLimits QUICK = new RemoteLimits(500, 700, 3_000, 400, 5, 40, 1 << 20);
    private static final Duration BOUND = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @Test
    void start_takesTopologyAndVersionFromTheManager() throws Exception {
        RemoteTopology remote = start(options(manager(7)));

        assertThat(remote.current().version()).isEqualTo(7);
        assertThat(remote.current().cluster()).isEqualTo("shop");
        assertThat(remote.status().isConnected()).isTrue();
    }

    @Test
    void change_atTheManager_arrivesAndIsAcknowledged() throws Exception {
        FakeManager manager = manager(1);
        RemoteTopology remote = start(options(manager));
        manager.serve(2, yaml("shop"));

        assertThat(remote.awaitNewerThan(1, BOUND)).isTrue();
        assertThat(remote.current().version()).isEqualTo(2);
        await(() -> manager.acknowledgements().contains("/v1/clients/tester/ack {\"version\":2}"));
    }

    @Test
    void await_withoutChange_endsAtItsLimit() throws Exception {
        RemoteTopology remote = start(options(manager(1)));

        assertThat(remote.awaitNewerThan(1, Duration.ofMillis(50))).isFalse();
        assertThat(remote.awaitNewerThan(0, Duration.ZERO)).isTrue();
    }

    @Test
    void managerGone_nextOneIsFollowed() throws Exception {
        FakeManager first = manager(3);
        FakeManager second = manager(3);
        RemoteTopology remote = start(options(first, second));
        first.close();
        second.serve(4, yaml("shop"));

        assertThat(remote.awaitNewerThan(3, BOUND)).isTrue();
        await(() -> remote.status().endpoint().filter(second.endpoint()::equals).isPresent());
    }

    @Test
    void everyManagerGone_topologyStays() throws Exception {
        FakeManager only = manager(3);
        RemoteTopology remote = start(options(only));
        only.close();

        await(() -> !remote.status().isConnected());
        assertThat(remote.current().version()).isEqualTo(3);
        assertThat(remote.status().lastError())
                .hasValueSatisfying(
                        error -> assertThat(error).startsWith(only.endpoint().toString()));
    }

    @Test
    void start_withoutManager_usesTheCopyOnDisk() throws Exception {
        FakeManager manager = manager(5);
        RemoteOptions options = options(manager).withFolder(folder);
        start(options).close();
        manager.close();

        RemoteTopology again = start(options);

        assertThat(again.current().version()).isEqualTo(5);
        assertThat(again.status().isConnected()).isFalse();
    }

    @Test
    void start_withNeither_namesEachManagerAndItsError() throws Exception {
        ManagerEndpoint gone = freeEndpoint();
        FakeManager refusing = manager(1);
        refusing.answerWith(500);
        RemoteOptions options =
                RemoteOptions.of("shop", List.of(gone, refusing.endpoint())).withLimits(QUICK);

        assertThatThrownBy(() -> RemoteTopology.start(options))
                .isInstanceOfSatisfying(
                        ShardException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOPOLOGY_UNREACHABLE))
                .hasMessageContaining(gone + ": No connection")
                .hasMessageContaining(refusing.endpoint() + ": It answered with HTTP status 500");
    }

    @Test
    void start_withDamagedCopy_saysSo() throws Exception {
        FakeManager manager = manager(5);
        RemoteOptions options = options(manager).withFolder(folder);
        start(options).close();
        manager.close();
        Files.writeString(folder.resolve("topology-shop.yaml"), "garbage");

        assertThatThrownBy(() -> start(options)).hasMessageContaining("topology-shop.yaml is damaged");
    }

    @Test
    void start_withManagerBehindTheCopy_keepsTheNewer() throws Exception {
        FakeManager manager = manager(9);
        RemoteOptions options = options(manager).withFolder(folder);
        start(options).close();
        manager.serve(4, yaml("shop"));

        RemoteTopology remote = start(options);

        assertThat(remote.current().version()).isEqualTo(9);
        assertThat(remote.status().lastError())
                .hasValueSatisfying(error -> assertThat(error).contains("serves version 4"));
    }

    @Test
    void garbage_fromTheManager_leavesTheTopologyAlone() throws Exception {
        FakeManager manager = manager(1);
        RemoteTopology remote = start(options(manager));
        manager.serve(2, "cluster: [what is this");

        await(() -> !remote.status().isConnected());
        assertThat(remote.current().version()).isEqualTo(1);
        manager.serve(3, yaml("shop"));
        assertThat(remote.awaitNewerThan(2, BOUND)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "0", "1.5", "99999999999999999999999", "1,2", "0x1"})
    void versionThatIsNone_isRubbish_atTheStartAndLater(String version) throws Exception {
        FakeManager manager = manager(1);
        RemoteTopology remote = start(options(manager));
        manager.sayVersion(version);
        manager.serve(2, yaml("shop"));

        await(() -> !remote.status().isConnected());
        assertThat(remote.status().lastError())
                .hasValueSatisfying(error -> assertThat(error).endsWith("is it a Kintsugi manager?"));
        assertThat(remote.current().version()).isEqualTo(1);
        assertThatThrownBy(() -> start(options(manager)))
                .isInstanceOfSatisfying(
                        ShardException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOPOLOGY_UNREACHABLE))
                .hasMessageContaining("is it a Kintsugi manager?");
        manager.sayVersion(null);
        assertThat(remote.awaitNewerThan(1, BOUND)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><body>Welcome</body></html>", "\u0000\u0001\u00ff\u00fe", "{}", "[]", "null"})
    void bodyThatIsNoTopology_isRubbish_atTheStartAndLater(String body) throws Exception {
        FakeManager manager = manager(1);
        RemoteTopology remote = start(options(manager));
        manager.sayBytes(body);
        manager.serve(2, yaml("shop"));

        await(() -> !remote.status().isConnected());
        assertThat(remote.current().version()).isEqualTo(1);
        assertThatThrownBy(() -> start(options(manager)))
                .isInstanceOfSatisfying(
                        ShardException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOPOLOGY_UNREACHABLE))
                .hasMessageContaining(manager.endpoint().toString());
        manager.sayBytes(null);
        assertThat(remote.awaitNewerThan(1, BOUND)).isTrue();
    }

    @Test
    void otherCluster_isRefused() throws Exception {
        FakeManager manager = new FakeManager(1, yaml("other"));
        opened.add(manager);

        assertThatThrownBy(() -> start(options(manager))).hasMessageContaining("serves cluster 'other', not 'shop'");
    }

    @Test
    void topologyFromAManager_mayNotReadThisMachine() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "shop");
        FakeManager files = new FakeManager(1, yaml("${file:" + secret + "}"));
        FakeManager environment = new FakeManager(1, yaml("${PATH}"));
        opened.add(files);
        opened.add(environment);

        assertThatThrownBy(() -> start(options(files))).hasMessageContaining("may not refer to files");
        assertThatThrownBy(() -> start(options(environment))).hasMessageContaining("PATH");
    }

    @Test
    void endlessAnswer_isCutOff() throws Exception {
        FakeManager manager = new FakeManager(1, yaml("shop") + "#".repeat(2 << 20));
        opened.add(manager);

        assertThatThrownBy(() -> start(options(manager))).hasMessageContaining("larger than 1048576 bytes");
    }

    @Test
    void silentAndDrippingServers_areLeftWithinTheLimit() throws Exception {
        FakeManager good = manager(2);
        ManagerEndpoint silent = hang("");
        ManagerEndpoint dripping =
                hang("HTTP/1.1 200 OK\r\nKintsugi-Topology-Version: 1\r\nContent-Length: 100000\r\n\r\nclus");
        RemoteOptions options = RemoteOptions.of("shop", List.of(silent, dripping, good.endpoint()))
                .withLimits(QUICK);

        RemoteTopology remote = start(options);

        assertThat(remote.current().version()).isEqualTo(2);
    }

    @Test
    void managerThatNeverHolds_isNotAskedInATightLoop() throws Exception {
        FakeManager manager = manager(1);
        RemoteTopology remote = start(options(manager));
        manager.answerWith(304);

        await(() -> !remote.status().isConnected());
        assertThat(remote.status().lastError())
                .hasValueSatisfying(error -> assertThat(error).contains("without waiting"));
    }

    @Test
    void close_wakesThoseWhoWait() throws Exception {
        RemoteTopology remote = start(options(manager(1)));
        Thread closer = new Thread(remote::close);
        closer.start();

        assertThat(remote.awaitNewerThan(1, BOUND)).isFalse();
        closer.join();
    }

    private ManagerEndpoint hang(String firstBytes) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        opened.add(server);
        Thread thread = new Thread(() -> acceptAndHang(server, firstBytes));
        thread.setDaemon(true);
        thread.start();
        return new ManagerEndpoint("127.0.0.1", server.getLocalPort());
    }

    private void acceptAndHang(ServerSocket server, String firstBytes) {
        try {
            while (true) {
                Socket socket = server.accept();
                opened.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write(firstBytes.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (IOException closed) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    private RemoteTopology start(RemoteOptions options) {
        RemoteTopology remote = RemoteTopology.start(options);
        opened.add(remote);
        return remote;
    }

    private RemoteOptions options(FakeManager... managers) {
        List<ManagerEndpoint> endpoints =
                java.util.Arrays.stream(managers).map(FakeManager::endpoint).toList();
        return RemoteOptions.of("shop", endpoints).withClientId("tester").withLimits(QUICK);
    }

    private FakeManager manager(long version) throws IOException {
        FakeManager manager = new FakeManager(version, yaml("shop"));
        opened.add(manager);
        return manager;
    }

    private static ManagerEndpoint freeEndpoint() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return new ManagerEndpoint("127.0.0.1", socket.getLocalPort());
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static String yaml(String cluster) {
        return """
                cluster: %s
                dialect: postgresql
                nodes:
                  a: {url: "postgresql://127.0.0.1:5432/shop", cell: one}
                keyspaces:
                  customers:
                    shards:
                      s0: {nodes: [a]}
                    tables:
                      users: {key: user_id}
                """.formatted(cluster);
    }
}
