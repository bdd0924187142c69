package io.kintsugi.testkit.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a container engine of this machine (Docker, or Podman with its socket) answers: one {@code GET /_ping},
 * instead of the many attempts that a client library makes before it gives up. Only engines of this machine count,
 * since their servers must be on 127.0.0.1. Stateless.
 */
public final class ContainerEngine {

    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final byte[] PING =
            "GET /_ping HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_BYTES = 12;

    private ContainerEngine() {}

    /** Asked once for a process. */
    public static boolean answers() {
        return Holder.ANSWERS;
    }

    static boolean answers(Map<String, String> environment, Path home) {
        return addresses(environment, home).stream().anyMatch(address -> answers(address, LIMIT));
    }

    static boolean answers(SocketAddress address, Duration limit) {
        try (Selector selector = Selector.open();
                SocketChannel channel = open(address)) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            return answers(channel, key, System.nanoTime() + limit.toNanos(), address);
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    /** Where {@code DOCKER_HOST} says; else where engines usually listen, as Testcontainers looks for them. */
    private static List<SocketAddress> addresses(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("DOCKER_HOST", "");
        if (!named.isBlank()) {
            return named(named.strip()).stream().toList();
        }
        List<Path> sockets = new ArrayList<>(List.of(Path.of("/var/run/docker.sock")));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Stream.of(runtime)
                .filter(folder -> !folder.isBlank())
                .forEach(folder -> sockets.add(Path.of(folder, "docker.sock")));
        sockets.add(home.resolve(".docker/run/docker.sock"));
        sockets.add(home.resolve(".docker/desktop/docker.sock"));
        return sockets.stream()
                .filter(Files::exists)
                .<SocketAddress>map(UnixDomainSocketAddress::of)
                .toList();
    }

    private static Optional<SocketAddress> named(String host) {
        try {
            URI address = URI.create(host);
            if ("unix".equals(address.getScheme())) {
                return Optional.of(UnixDomainSocketAddress.of(address.getPath()));
            }
            return Optional.of(address)
                    .filter(other -> "tcp".equals(other.getScheme()))
                    .map(tcp -> new InetSocketAddress(tcp.getHost(), tcp.getPort()))
                    .filter(ContainerEngine::isOfThisMachine)
                    .map(SocketAddress.class::cast);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("DOCKER_HOST=" + host + " is not an address", unreadable);
        }
    }

    private static boolean isOfThisMachine(InetSocketAddress address) {
        InetAddress resolved = address.getAddress();
        return resolved != null && resolved.isLoopbackAddress();
    }

    private static SocketChannel open(SocketAddress address) throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    private static boolean answers(SocketChannel channel, SelectionKey key, long deadline, SocketAddress address)
            throws IOException {
        if (!channel.connect(address) && !(isReady(key, deadline) && channel.finishConnect())) {
            return false;
        }
        channel.write(ByteBuffer.wrap(PING));
        key.interestOps(SelectionKey.OP_READ);
        ByteBuffer answer = ByteBuffer.allocate(STATUS_BYTES);
        while (answer.hasRemaining() && isReady(key, deadline)) {
            if (channel.read(answer) < 0) {
                break;
            }
        }
        return new String(answer.array(), StandardCharsets.US_ASCII).matches("HTTP/1\\.[01] 200");
    }

    private static boolean isReady(SelectionKey key, long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            return false;
        }
        key.selector().selectedKeys().clear();
        return key.selector().select(millis) > 0;
    }

    /** Of the process: an engine that comes or goes during a run of tests must not change what they run on. */
    private static final class Holder {

        private static final boolean ANSWERS = answers(System.getenv(), Path.of(System.getProperty("user.home", "/")));
    }
}
