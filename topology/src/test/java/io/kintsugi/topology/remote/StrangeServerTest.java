package io.kintsugi.topology.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.testkit.leak.KeepsOpen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A manager's address leads to something else. */
@Timeout(60)
@KeepsOpen("the HTTP client of JDK 17 never closes a connection whose answer it cannot read")
class StrangeServerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "220 mail.example.com ESMTP\r\n",
                "SSH-2.0-OpenSSH_9.9\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nKintsugi-Topology-Version: 1\r\nContent-Length: 1000\r\n\r\ncluster: shop\n",
                "\u0016\u0003\u0001\u0002",
                ""
            })
    void answerThatIsNoHttp_isAnErrorThatNamesTheManager(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(server, answer));
            answering.start();
            ManagerEndpoint endpoint = new ManagerEndpoint("127.0.0.1", server.getLocalPort());
            RemoteOptions options = RemoteOptions.of("shop", List.of(endpoint))
                    .withLimits(new RemoteLimits(500, 700, 3_000, 400, 5, 40, 1 << 20));

            assertThatThrownBy(() -> RemoteTopology.start(options))
                    .isInstanceOfSatisfying(
                            ShardException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOPOLOGY_UNREACHABLE))
                    .hasMessageContaining(endpoint + ": ");
            server.close();
            answering.join();
        }
    }

    private static void answer(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException ended) {
                // The test has ended, or the client has hung up: the next one decides.
                continue;
            }
        }
    }
}
