package io.kintsugi.topology.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A manager with one topology, over the JDK's server; it can be changed, told to lie, and stopped. */
final class FakeManager implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Object change = new Object();
    private final List<String> acknowledgements = new CopyOnWriteArrayList<>();
    private long version;
    private String body;
    private int status = 200;
    private volatile @Nullable String versionSaid;
    private volatile @Nullable String bytesSaid;

    FakeManager(long version, String body) throws IOException {
        this.version = version;
        this.body = body;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/topology", this::topology);
        server.createContext("/v1/clients/", this::acknowledge);
        server.start();
    }

    ManagerEndpoint endpoint() {
        return new ManagerEndpoint("127.0.0.1", server.getAddress().getPort());
    }

    List<String> acknowledgements() {
        return acknowledgements;
    }

    void serve(long newVersion, String newBody) {
        synchronized (change) {
            version = newVersion;
            body = newBody;
            change.notifyAll();
        }
    }

    void answerWith(int newStatus) {
        synchronized (change) {
            status = newStatus;
            change.notifyAll();
        }
    }

    /** Whatever is asked for, this stands in the header of the version; empty: there is no such header. */
    void sayVersion(@Nullable String text) {
        versionSaid = text;
    }

    /** The letters are sent as bytes, one each. */
    void sayBytes(@Nullable String text) {
        bytesSaid = text;
    }

    private void topology(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        long newerThan =
                query.contains("newerThan=") ? Long.parseLong(query.replaceAll(".*newerThan=(\\d+).*", "$1")) : -1;
        long waitMillis =
                query.contains("waitMillis=") ? Long.parseLong(query.replaceAll(".*waitMillis=(\\d+).*", "$1")) : 0;
        try (exchange) {
            if (!await(newerThan, waitMillis)) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            String said = bytesSaid;
            byte[] bytes = said == null ? body.getBytes(StandardCharsets.UTF_8) : said.getBytes(ISO_8859_1);
            String header = versionSaid;
            if (header == null || !header.isEmpty()) {
                String text = header == null ? Long.toString(version) : header;
                exchange.getResponseHeaders().add(ManagerClient.VERSION_HEADER, text);
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private boolean await(long newerThan, long waitMillis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        synchronized (change) {
            while (version <= newerThan && status == 200 && System.nanoTime() < deadline) {
                try {
                    change.wait(20);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return version > newerThan || status != 200;
        }
    }

    private void acknowledge(HttpExchange exchange) throws IOException {
        try (exchange) {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            acknowledgements.add(exchange.getRequestURI().getPath() + " " + text);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
