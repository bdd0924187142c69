package io.kintsugi.testkit.container;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a MySQL server says before anybody has logged in. It is the one proof that a server is ready: the engine listens
 * on a container's port long before the server does, and the image first runs a server for itself, without a port.
 *
 * @param version as the server writes it, such as {@code 9.7.0}
 */
record Greeting(String version) {

    private static final int LIMIT_MILLIS = 2_000;
    private static final int HEADER_BYTES = 4;
    private static final int PROTOCOL = 10;
    private static final int VERSION_BYTES_MAX = 100;

    /** Empty where no server greets yet. */
    static Optional<Greeting> from(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            return read(new DataInputStream(socket.getInputStream()));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /** Protocol::HandshakeV10: a packet's header, the protocol's number, the version up to a zero byte. */
    static Optional<Greeting> read(DataInputStream packet) throws IOException {
        packet.skipNBytes(HEADER_BYTES);
        if (packet.readUnsignedByte() != PROTOCOL) {
            return Optional.empty();
        }
        StringBuilder version = new StringBuilder();
        for (int next = packet.readUnsignedByte(); next != 0; next = packet.readUnsignedByte()) {
            if (version.length() == VERSION_BYTES_MAX) {
                throw new EOFException("the version does not end");
            }
            version.append(new String(new byte[] {(byte) next}, StandardCharsets.ISO_8859_1));
        }
        return Optional.of(new Greeting(version.toString()));
    }

    /** As reports name it. MariaDB puts a number in front that old clients want to see. */
    String engine() {
        boolean mariaDb = version.contains("MariaDB");
        String number = version.replaceFirst("^5\\.5\\.5-(?=1)", "").replaceFirst("-.*", "");
        return (mariaDb ? "MariaDB " : "MySQL ") + number;
    }
}
