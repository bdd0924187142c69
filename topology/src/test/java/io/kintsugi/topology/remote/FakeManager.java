package io.kintsugi.topology.remote;

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

/** A manager with one topology, over the JDK's server; it can be changed, told to lie, and stopped. */
final class FakeManager implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Object change = new Object();
    private final List<String> acknowledgements = new CopyOnWriteArrayList<>();
    private long version;
    private String body;
    private int status = 200;

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
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add(ManagerClient.VERSION_HEADER, Long.toString(version));
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
