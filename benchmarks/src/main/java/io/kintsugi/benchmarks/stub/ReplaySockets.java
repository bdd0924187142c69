package io.kintsugi.benchmarks.stub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Named in the native driver's property {@code socketFactory}; made by it, once for each connection. */
public final class ReplaySockets extends SocketFactory {
    /** What to add to a URL of the native driver; encrypted connections are not replayed. */
    public static final String PARAMETERS =
            "socketFactory=io.kintsugi.benchmarks.stub.ReplaySockets&sslmode=disable&gssEncMode=disable";

    @Override
    public Socket createSocket() {
        return new ReplaySocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }

    private static Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = new ReplaySocket();
        socket.connect(address);
        return socket;
    }
}
