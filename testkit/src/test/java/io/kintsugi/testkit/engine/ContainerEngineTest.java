package io.kintsugi.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContainerEngineTest {
    private static final String PONG = "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nOK";

    @TempDir
    private Path folder;

    @Test
    void engineBehindASocket_answers() throws IOException {
        assertThat(asked(PONG)).isTrue();
    }

    @Test
    void otherAnswer_isNoEngine() throws IOException {
        assertThat(asked("HTTP/1.1 403 Forbidden\r\n\r\n")).isFalse();
        assertThat(asked("HTTP")).isFalse();
        assertThat(asked("")).isFalse();
    }

    @Test
    void silentEngine_isGivenUp() throws IOException {
        Path socket = folder.resolve("docker.sock");
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket);
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(address);
            assertThat(ContainerEngine.answers(address, Duration.ofMillis(50))).isFalse();
        }
    }

    @Test
    void leftoverSocketAndPlainFile_areNoEngine() throws IOException {
        Path leftover = folder.resolve("docker.sock");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(leftover))
                .close();
        assertThat(leftover).exists();
        assertThat(ContainerEngine.answers(host("unix://" + leftover), folder)).isFalse();
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(ContainerEngine.answers(host("unix://" + file), folder)).isFalse();
        assertThat(ContainerEngine.answers(host("unix://" + folder.resolve("none")), folder))
                .isFalse();
    }

    @Test
    void engineOnLoopback_answers_andElsewhereIsNotAsked() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answerOnce(server));
            assertThat(ContainerEngine.answers(host("tcp://127.0.0.1:" + server.getLocalPort()), folder))
                    .isTrue();
            served.join();
        }
        assertThat(ContainerEngine.answers(host("tcp://192.0.2.1:2375"), folder))
                .isFalse();
        assertThat(ContainerEngine.answers(host("ssh://user@192.0.2.1"), folder))
                .isFalse();
    }

    @Test
    void unreadableHost_isNamed() {
        assertThatThrownBy(() -> ContainerEngine.answers(host("tcp://127.0.0.1"), folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DOCKER_HOST=tcp://127.0.0.1");
    }

    private static Map<String, String> host(String address) {
        return Map.of("DOCKER_HOST", address);
    }

    /** Where the runtime folder of the user leads, in two pieces as a slow engine would send them. */
    private boolean asked(String answer) throws IOException {
        Path socket = folder.resolve("docker.sock");
        Files.deleteIfExists(socket);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answerOnce(server, answer));
            boolean answers = ContainerEngine.answers(host("unix://" + socket), folder);
            served.join();
            return answers;
        }
    }

    private static void answerOnce(ServerSocketChannel server, String answer) {
        try (SocketChannel client = server.accept()) {
            ByteBuffer asked = ByteBuffer.allocate(100);
            client.read(asked);
            assertThat(new String(asked.array(), StandardCharsets.US_ASCII)).startsWith("GET /_ping HTTP/1.0\r\n");
            int half = answer.length() / 4;
            client.write(ByteBuffer.wrap(answer.substring(0, half).getBytes(StandardCharsets.US_ASCII)));
            client.write(ByteBuffer.wrap(answer.substring(half).getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void answerOnce(ServerSocket server) {
        try (java.net.Socket client = server.accept()) {
            client.getInputStream().read();
            client.getOutputStream().write(PONG.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
