package io.kintsugi.manager.publish;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.manager.store.TopologyOrigin;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/** Reads cluster files and texts into topologies. Only the file on this machine may refer to what lies on it. */
final class ClusterText {
    private static final long FILE_BYTES_MAX = 16L << 20;

    private final Path folder;
    private final Function<String, Optional<String>> environment;

    /** References to files are relative to the given folder. */
    ClusterText(Path folder, Function<String, Optional<String>> environment) {
        this.folder = requireNonNull(folder, "folder");
        this.environment = requireNonNull(environment, "environment");
    }

    Topology parse(String text, String sourceName, TopologyOrigin origin) {
        if (origin == TopologyOrigin.FILE) {
            return TopologyYaml.parse(text, sourceName, environment, path -> Files.readString(folder.resolve(path)));
        }
        // Whoever may send a topology may read it back: a reference would hand out this machine's files.
        return TopologyYaml.parse(text, sourceName, name -> Optional.empty(), path -> {
            throw new IOException("references to files work in the manager's cluster file only");
        });
    }

    static String read(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new ShardException(
                        ErrorCode.TOPOLOGY_INVALID, file + " is larger than " + FILE_BYTES_MAX + " bytes.");
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException failure) {
            throw new ShardException(ErrorCode.TOPOLOGY_INVALID, file + " is not text in UTF-8.", failure);
        } catch (IOException failure) {
            throw new ShardException(
                    ErrorCode.TOPOLOGY_UNREACHABLE, file + " cannot be read: " + failure + ".", failure);
        }
    }

    static String digest(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("Every Java platform has SHA-256", failure);
        }
    }
}
