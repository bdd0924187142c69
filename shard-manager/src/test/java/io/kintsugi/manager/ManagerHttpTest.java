package io.kintsugi.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.manager.config.ManagerLimits;
import io.kintsugi.manager.publish.Texts;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the interface, over real HTTP. The nodes of its clusters do not exist. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ManagerHttpTest {
    private static final String TOKEN = "a-token-of-some-length";
    private static final Duration BOUND = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<ManagerServer> servers = new ArrayList<>();

    @AfterEach
    void closeAll() {
        servers.forEach(ManagerServer::close);
    }

    @Test
    void topology_isServedAsYamlAndAsJson_withItsVersion() throws Exception {
        ManagerServer manager = withFile();
        HttpResponse<String> yaml = get(manager, "/v1/topology");
        HttpResponse<String> json =
                send(manager, "/v1/topology", request -> request.header("Accept", "application/json"));

        assertThat(yaml.statusCode()).isEqualTo(200);
        assertThat(yaml.headers().firstValue("Content-Type")).hasValue("application/yaml");
        assertThat(yaml.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(yaml.headers().firstValue("Kintsugi-Topology-Version")).hasValue("1");
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(parse(json.body())).isEqualTo(parse(yaml.body()));
        assertThat(parse(yaml.body()).table("country")).isPresent();
    }

    @Test
    void topology_neverShowsSecrets() throws Exception {
        ManagerServer manager =
                withFile(Texts.cluster("country") + "credentials: {user: app, password: \"hunter2hunter2\"}\n");
        for (String path : List.of("/", "/v1/topology", "/v1/nodes", "/v1/version", "/v1/clients", "/v1/health")) {
            assertThat(get(manager, path).body()).as(path).doesNotContain("hunter2");
        }
    }

    @Test
    void conditionalGet_ofTheSameVersion_isNotModified() throws Exception {
        ManagerServer manager = withFile();

        assertThat(send(manager, "/v1/topology", request -> request.header("If-None-Match", "\"1\""))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void put_replacesTheExpectedVersionOnly() throws Exception {
        ManagerServer manager = withFile();

        assertThat(put(manager, "\"1\"", Texts.cluster("second")).statusCode()).isEqualTo(200);
        HttpResponse<String> conflict = put(manager, "1", Texts.cluster("third"));
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(conflict.body()).contains(ErrorCode.VERSION_CONFLICT.id(), "is version 2");
        assertThat(get(manager, "/v1/topology").body()).contains("second");
    }

    @Test
    void put_ofInvalidYaml_namesThePlaces() throws Exception {
        ManagerServer manager = withFile();
        HttpResponse<String> refused = put(manager, "1", Texts.cluster("x").replace("nodes: [b]", "nodes: [c]"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("request:10:", ErrorCode.TOPOLOGY_INVALID.id());
        assertThat(put(manager, "1", "").statusCode()).isEqualTo(422);
    }

    @Test
    void put_withoutOrWithABadCondition_isRefused() throws Exception {
        ManagerServer manager = withFile();
        HttpResponse<String> missing =
                send(manager, "/v1/topology", request -> request.PUT(BodyPublishers.ofString(Texts.cluster("x"))));

        assertThat(missing.statusCode()).isEqualTo(428);
        assertThat(put(manager, "latest", Texts.cluster("x")).statusCode()).isEqualTo(400);
    }

    @Test
    void put_beyondTheSizeLimit_isRefused() throws Exception {
        ManagerServer manager = start(builder("state").limits(limits().with("requestBytesMax", 1_000)));

        assertThat(put(manager, "0", "#".repeat(2_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void managerWithoutTopology_saysSo_andTakesTheFirst() throws Exception {
        ManagerServer manager = start(builder("state"));

        assertThat(get(manager, "/v1/health").statusCode()).isEqualTo(503);
        assertThat(get(manager, "/v1/topology").statusCode()).isEqualTo(404);
        assertThat(get(manager, "/").body()).contains("Waiting for a topology.");
        assertThat(put(manager, "0", Texts.cluster("x")).statusCode()).isEqualTo(200);
        assertThat(get(manager, "/v1/health").statusCode()).isEqualTo(200);
    }

    @Test
    void longPoll_wakesOnChange_andEndsAtItsTime() throws Exception {
        ManagerServer manager = withFile();
        CompletableFuture<HttpResponse<String>> waiting = async(manager, "/v1/topology?newerThan=1&waitMillis=20000");
        assertThat(get(manager, "/v1/topology?newerThan=1&waitMillis=50").statusCode())
                .isEqualTo(304);
        assertThat(waiting).isNotDone();
        put(manager, "1", Texts.cluster("second"));

        assertThat(waiting.get(10, TimeUnit.SECONDS).headers().firstValue("ETag"))
                .hasValue("\"2\"");
        assertThat(get(manager, "/v1/topology?newerThan=1&waitMillis=20000").statusCode())
                .isEqualTo(200);
    }

    @Test
    void longPoll_withBadNumbers_isRefused() throws Exception {
        ManagerServer manager = withFile();
        for (String query :
                List.of("newerThan=x", "newerThan=-1", "newerThan=1&waitMillis=60001", "newerThan=1&waitMillis=-1")) {
            HttpResponse<String> refused = get(manager, "/v1/topology?" + query);
            assertThat(refused.statusCode()).as(query).isEqualTo(400);
            assertThat(refused.body()).contains("expected a whole number");
        }
    }

    @Test
    void thousandWaiters_areHeldAndWoken_andNoMore() throws Exception {
        ManagerServer manager = withFile(Texts.cluster("country"), limits().with("waitersMax", 1_000));
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int index = 0; index < 1_040; index++) {
            waiting.add(async(manager, "/v1/topology?newerThan=1&waitMillis=50000"));
        }
        await(() -> waiting.stream().filter(CompletableFuture::isDone).count() >= 40);
        put(manager, "1", Texts.cluster("second"));
        int woken = 0;
        int refused = 0;
        for (CompletableFuture<HttpResponse<String>> one : waiting) {
            int status = one.get(20, TimeUnit.SECONDS).statusCode();
            woken += status == 200 ? 1 : 0;
            refused += status == 503 ? 1 : 0;
        }

        assertThat(woken).isEqualTo(1_000);
        assertThat(refused).isEqualTo(40);
    }

    @Test
    void close_letsWaitersGo() throws Exception {
        ManagerServer manager = withFile();
        CompletableFuture<HttpResponse<String>> waiting = async(manager, "/v1/topology?newerThan=1&waitMillis=50000");
        get(manager, "/v1/topology?newerThan=1&waitMillis=20");
        manager.close();

        assertThat(waiting.handle((response, failure) -> failure != null || response.statusCode() == 304)
                        .get(10, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void acknowledgements_areListed() throws Exception {
        ManagerServer manager = withFile();

        assertThat(post(manager, "/v1/clients/web-1/ack", "{\"version\":1}").statusCode())
                .isEqualTo(200);
        assertThat(get(manager, "/v1/clients").body()).contains("\"id\":\"web-1\",\"version\":1");
        assertThat(get(manager, "/").body()).contains("web-1", "1, current");
        for (String body : List.of("", "{", "[]", "{}", "{\"version\":\"1\"}", "{\"version\":0}", "null")) {
            assertThat(post(manager, "/v1/clients/web-1/ack", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(post(manager, "/v1/clients/a%20b/ack", "{\"version\":1}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void nodes_areShownWithTheErrorOfTheirProbe() throws Exception {
        ManagerServer manager = withFile();

        await(() -> body(manager, "/v1/nodes").contains("\"error\":\"refused\""));
        assertThat(body(manager, "/v1/nodes")).contains("\"condition\":\"broken\"", "\"expectedRole\":\"primary\"");
        assertThat(body(manager, "/")).contains("2 shards need help.", "Nothing listens on 127.0.0.1:1");
    }

    @Test
    void endpointsAndVersion_areReal() throws Exception {
        ManagerServer manager = withFile();

        assertThat(body(manager, "/v1/endpoints")).isEqualTo("{\"endpoints\":[]}");
        assertThat(body(manager, "/v1/version")).contains("\"product\":\"Kintsugi\"", "\"topologyVersion\":1");
        assertThat(body(manager, "/v1/openapi.json")).contains("\"openapi\": \"3.1.0\"");
    }

    @Test
    void unknownAddressAndMethod_areProblems() throws Exception {
        ManagerServer manager = withFile();

        assertThat(get(manager, "/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(get(manager, "/assets/..%2fopenapi.json").statusCode()).isEqualTo(404);
        HttpResponse<String> wrong = send(manager, "/v1/nodes", request -> request.DELETE());
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.body()).contains("\"code\":");
    }

    @Test
    void everyAnswer_carriesTheSecurityHeaders() throws Exception {
        ManagerServer manager = withFile();
        for (String path : List.of("/", "/assets/kintsugi.css", "/assets/live.js", "/v1/topology", "/v1/nothing")) {
            HttpResponse<String> response = get(manager, path);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'self'");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
    }

    @Test
    void events_tellOfAChange() throws Exception {
        ManagerServer manager = withFile(Texts.cluster("country"), limits().with("eventMillis", 20));
        HttpRequest request =
                HttpRequest.newBuilder(manager.pageAddress().resolve("/events")).build();
        try (InputStream stream =
                http.send(request, BodyHandlers.ofInputStream()).body()) {
            put(manager, "1", Texts.cluster("second"));
            StringBuilder text = new StringBuilder();
            while (text.indexOf("event: change") < 0) {
                int next = stream.read();
                assertThat(next).isNotNegative();
                text.append((char) next);
            }
        }
    }

    @Test
    void withAToken_onlyHealthIsOpen() throws Exception {
        ManagerServer manager = start(builder("state").token(TOKEN));
        String basic = "Basic " + Base64.getEncoder().encodeToString(("me:" + TOKEN).getBytes(StandardCharsets.UTF_8));

        assertThat(get(manager, "/v1/health").statusCode()).isEqualTo(503);
        assertThat(get(manager, "/v1/version").statusCode()).isEqualTo(401);
        assertThat(get(manager, "/").headers().firstValue("WWW-Authenticate")).isPresent();
        for (String wrong : List.of("Bearer wrong", "Bearer ", "Basic !", "Basic", TOKEN)) {
            assertThat(send(manager, "/", request -> request.header("Authorization", wrong))
                            .statusCode())
                    .isEqualTo(401);
        }
        for (String right : List.of("Bearer " + TOKEN, basic)) {
            assertThat(send(manager, "/", request -> request.header("Authorization", right))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void reachableFromOutsideWithoutAToken_nothingIsWritten() throws Exception {
        ManagerServer manager = start(builder("state").bindAddress("0.0.0.0"));
        URI local = URI.create("http://127.0.0.1:" + manager.port());
        HttpRequest write = HttpRequest.newBuilder(local.resolve("/v1/topology"))
                .header("If-Match", "0")
                .PUT(BodyPublishers.ofString(Texts.cluster("x")))
                .build();

        assertThat(http.send(write, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        HttpRequest read = HttpRequest.newBuilder(local.resolve("/v1/version")).build();
        assertThat(http.send(read, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void otherSitesInABrowser_getNothing() throws Exception {
        ManagerServer manager = withFile();

        assertThat(raw(manager, "GET /v1/topology HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw(manager, """
                        POST /v1/clients/x/ack HTTP/1.1\r
                        Host: localhost\r
                        Origin: http://evil.example\r
                        Content-Length: 0\r
                        Connection: close\r
                        \r
                        """)).startsWith("HTTP/1.1 403");
    }

    @Test
    void silentConnection_isClosedWithinTheLimit() throws Exception {
        ManagerServer manager = start(builder("state").limits(limits().with("requestMillis", 100)));

        assertThat(raw(manager, "GET / HT")).isEmpty();
        assertThat(raw(
                        manager,
                        "PUT /v1/topology HTTP/1.1\r\nHost: localhost\r\nIf-Match: 0\r\nContent-Length: 9\r\n\r\n"))
                .isEmpty();
    }

    @Test
    void connectionsBeyondTheLimit_areClosed() throws Exception {
        ManagerServer manager = start(builder("state").limits(limits().with("connectionsMax", 2)));
        try (Socket first = connect(manager);
                Socket second = connect(manager);
                Socket third = connect(manager)) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThat(third.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void portInUse_isNamedWithTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ManagerServer.Builder builder = builder("state").port(taken.getLocalPort());
            assertThatThrownBy(builder::start)
                    .isInstanceOfSatisfying(
                            ShardException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PORT_IN_USE))
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("Choose another port");
        }
        start(builder("state"));
    }

    @Test
    void secondManagerOnTheSameFolder_isRefused() {
        start(builder("state"));

        assertThatThrownBy(() -> builder("state").start())
                .isInstanceOfSatisfying(
                        ShardException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STATE_LOCKED));
    }

    @Test
    void changedFile_isTakenOver_andABrokenOneShown() throws Exception {
        ManagerServer manager = withFile(Texts.cluster("country"), limits().with("clusterFilePollMillis", 20));
        Files.writeString(folder.resolve("cluster.yaml"), Texts.cluster("second"));
        await(() -> manager.topology().map(Topology::version).equals(Optional.of(2L)));
        Files.writeString(folder.resolve("cluster.yaml"), "cluster: [");
        await(() -> manager.clusterFileProblem().isPresent());

        assertThat(body(manager, "/")).contains("The cluster file was refused", "cluster.yaml:1:");
        assertThat(body(manager, "/v1/version")).contains("clusterFileProblem");
        assertThat(body(manager, "/v1/topology")).contains("second");
    }

    private ManagerServer withFile() throws IOException {
        return withFile(Texts.cluster("country"));
    }

    private ManagerServer withFile(String text) throws IOException {
        return withFile(text, limits());
    }

    private ManagerServer withFile(String text, ManagerLimits limits) throws IOException {
        Path file = Files.writeString(folder.resolve("cluster.yaml"), text);
        return start(builder("state").clusterFile(file).limits(limits));
    }

    private static ManagerLimits limits() {
        return ManagerLimits.defaults().with("probeIntervalMillis", 200);
    }

    private ManagerServer.Builder builder(String state) {
        return ManagerServer.builder(folder.resolve(state)).port(0);
    }

    private ManagerServer start(ManagerServer.Builder builder) {
        ManagerServer server = builder.start();
        servers.add(server);
        return server;
    }

    private static Topology parse(String text) {
        return TopologyYaml.parse(text, "answer", name -> Optional.empty(), path -> {
            throw new IOException("no files");
        });
    }

    @FunctionalInterface
    private interface Change {
        HttpRequest.Builder apply(HttpRequest.Builder request);
    }

    private HttpResponse<String> send(ManagerServer manager, String path, Change change)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(manager.pageAddress().resolve(path));
        return http.send(change.apply(request).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(ManagerServer manager, String path) throws IOException, InterruptedException {
        return send(manager, path, request -> request);
    }

    private String body(ManagerServer manager, String path) {
        try {
            return get(manager, path).body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private HttpResponse<String> put(ManagerServer manager, String condition, String text)
            throws IOException, InterruptedException {
        return send(
                manager,
                "/v1/topology",
                request -> request.header("If-Match", condition).PUT(BodyPublishers.ofString(text)));
    }

    private HttpResponse<String> post(ManagerServer manager, String path, String text)
            throws IOException, InterruptedException {
        return send(manager, path, request -> request.POST(BodyPublishers.ofString(text)));
    }

    private CompletableFuture<HttpResponse<String>> async(ManagerServer manager, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(manager.pageAddress().resolve(path)).build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    private static Socket connect(ManagerServer manager) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), manager.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String raw(ManagerServer manager, String text) throws IOException {
        try (Socket socket = connect(manager)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
