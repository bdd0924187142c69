package io.kintsugi.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/**
 * Finds a free port below the range from which systems give ports to outgoing connections. In that range a client that
 * retries a stopped server on loopback can be given the server's own port, connect to itself, and keep the port taken.
 */
final class FreePort {

    private static final int FIRST = 15_000;
    private static final int LAST = 31_999;
    private static final int ATTEMPTS_MAX = 200;

    private FreePort() {}

    static int find() {
        SecureRandom random = new SecureRandom();
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            int port = FIRST + random.nextInt(LAST - FIRST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedServerException(
                ServerFailure.PORT_TAKEN, "No free port was found between " + FIRST + " and " + LAST + ".");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
