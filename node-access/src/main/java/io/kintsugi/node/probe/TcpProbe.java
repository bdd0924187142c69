package io.kintsugi.node.probe;

import io.kintsugi.topology.Node;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;

/** The lowest level of a probe: does anything accept connections there? */
final class TcpProbe {
    private TcpProbe() {}

    /** Empty when a connection was accepted; it is closed again at once. */
    static Optional<ProbeFailure> failure(Node node, int limitMillis) {
        InetSocketAddress address = new InetSocketAddress(node.host(), node.port());
        if (address.isUnresolved()) {
            return Optional.of(
                    new ProbeFailure(ProbeError.UNKNOWN_HOST, "The name '" + node.host() + "' has no address."));
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, limitMillis);
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(describe(node, limitMillis, failure));
        }
    }

    private static ProbeFailure describe(Node node, int limitMillis, IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return new ProbeFailure(
                    ProbeError.TIMEOUT, node.address() + " did not accept a connection within " + limitMillis + " ms.");
        }
        if (isRefusal(failure)) {
            return new ProbeFailure(ProbeError.REFUSED, "Nothing listens on " + node.address() + ".");
        }
        return new ProbeFailure(ProbeError.UNREACHABLE, node.address() + ": " + failure.getMessage());
    }

    private static boolean isRefusal(IOException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return failure instanceof ConnectException && text.contains("refused");
    }
}
