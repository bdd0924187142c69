package io.kintsugi.node.probe;

import io.kintsugi.topology.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Things on a port that are no database: one that accepts and never answers, one that talks nonsense. */
final class TcpFaults implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final String greeting;

    /** Connections that ended before the greeting, by this server's closing or the other side's. */
    private final AtomicInteger hungUp = new AtomicInteger();

    private TcpFaults(String greeting) throws IOException {
        this.greeting = greeting;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "tcp-faults");
        thread.setDaemon(true);
        thread.start();
    }

    static TcpFaults blackHole() throws IOException {
        return new TcpFaults("");
    }

    static TcpFaults nonsense() throws IOException {
        return new TcpFaults("HTTP/1.1 400 Bad Request\r\n\r\n");
    }

    Node node(String name) {
        return new Node(name, "127.0.0.1", server.getLocalPort(), "shop", "here", Map.of());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.add(socket);
                socket.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                hungUp.incrementAndGet();
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
