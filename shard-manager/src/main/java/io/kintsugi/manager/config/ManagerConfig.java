package io.kintsugi.manager.config;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a manager is told.
 *
 * @param bindAddress the address or host name to listen on
 * @param port where to listen; 0: a free one
 * @param stateFolder where topology versions are kept
 * @param clusterFile followed from the start on; empty: the topology comes through the API
 * @param token demanded from every request but the one for health; empty: none
 * @param limits the bounds
 */
public record ManagerConfig(
        String bindAddress,
        int port,
        Path stateFolder,
        Optional<Path> clusterFile,
        Optional<Secret> token,
        ManagerLimits limits) {
    public static final String DEFAULT_BIND_ADDRESS = "127.0.0.1";
    public static final int DEFAULT_PORT = 7700;

    private static final int PORT_MAX = 65_535;
    private static final int TOKEN_CHARACTERS_MIN = 16;

    public ManagerConfig {
        requireNonNull(bindAddress, "bindAddress");
        requireNonNull(stateFolder, "stateFolder");
        requireNonNull(clusterFile, "clusterFile");
        requireNonNull(token, "token");
        requireNonNull(limits, "limits");
        if (port < 0 || port > PORT_MAX) {
            throw invalid("The manager's port is " + port + ", not between 0 and " + PORT_MAX + ".");
        }
        if (token.isPresent() && token.get().value().length() < TOKEN_CHARACTERS_MIN) {
            throw invalid("The manager's token is shorter than " + TOKEN_CHARACTERS_MIN + " characters.");
        }
    }

    public static ManagerConfig of(Path stateFolder) {
        return new ManagerConfig(
                DEFAULT_BIND_ADDRESS,
                DEFAULT_PORT,
                stateFolder,
                Optional.empty(),
                Optional.empty(),
                ManagerLimits.defaults());
    }

    /** Whether only this machine can reach the manager. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(bindAddress).isLoopbackAddress();
        } catch (UnknownHostException failure) {
            throw new ShardException(
                    ErrorCode.INVALID_PROPERTY, "The bind address '" + bindAddress + "' is not known here.", failure);
        }
    }

    /** A token as written: itself, or the first line of a file as {@code ${file:path}}. */
    public static Secret readToken(String written) {
        if (!written.startsWith("${file:") || !written.endsWith("}")) {
            return new Secret(written);
        }
        Path file = Path.of(written.substring("${file:".length(), written.length() - 1));
        try {
            return new Secret(
                    Files.readString(file).lines().findFirst().orElse("").strip());
        } catch (IOException failure) {
            throw new ShardException(
                    ErrorCode.INVALID_PROPERTY,
                    "The file " + file + " of the manager's token cannot be read.",
                    failure);
        }
    }

    private static ShardException invalid(String message) {
        return new ShardException(ErrorCode.INVALID_PROPERTY, message);
    }
}
