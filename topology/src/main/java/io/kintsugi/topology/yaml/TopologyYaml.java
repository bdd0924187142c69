package io.kintsugi.topology.yaml;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A topology as YAML 1.2. Reading collects up to 20 errors, each with source, line and column, and throws them together
 * as one TOPOLOGY_INVALID. The shape is in docs/schema/cluster-v1.json.
 */
public final class TopologyYaml {
    /** Files above this size are refused; no more of them is read. */
    public static final int SIZE_MAX = YamlComposer.LENGTH_MAX;

    /** Where {@code ${file:…}} is read from. */
    @FunctionalInterface
    public interface FileReader {
        /** The whole text of the file. */
        String read(String path) throws IOException;
    }

    private TopologyYaml() {}

    /**
     * Reads a file in UTF-8, with the environment of this process and {@code ${file:…}} relative to the file's own
     * folder. TOPOLOGY_UNREACHABLE when the file cannot be read.
     */
    public static Topology read(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        String source = String.valueOf(file.getFileName());
        FileReader files = path -> readSecret(folder == null ? Path.of(path) : folder.resolve(path));
        String text = Utf8.decode(bytes(file), new Problems(source));
        return parse(text, source, name -> Optional.ofNullable(System.getenv(name)), files);
    }

    private static String readSecret(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            // One byte above the limit tells a file that is too long; a device without end is not read to its end.
            byte[] bytes = stream.readNBytes(Interpolation.FILE_LENGTH_MAX + 1);
            if (bytes.length > Interpolation.FILE_LENGTH_MAX) {
                throw new IOException("it is longer than " + Interpolation.FILE_LENGTH_MAX + " bytes");
            }
            // Strictly: a question mark in a password would be a wrong password, and nobody would know why.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IOException e) {
            throw new IOException(UnreadableFile.reason(e), e);
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(SIZE_MAX + 1);
            if (bytes.length > SIZE_MAX) {
                throw new ShardException(
                        ErrorCode.TOPOLOGY_INVALID,
                        file + ":1:1: The file has more than " + SIZE_MAX + " bytes, which are the limit.");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new ShardException(ErrorCode.TOPOLOGY_UNREACHABLE, "There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new ShardException(
                    ErrorCode.TOPOLOGY_UNREACHABLE,
                    "File " + file + " cannot be read: " + UnreadableFile.reason(e) + ".",
                    e);
        }
    }

    /** Reads a text; {@code sourceName} is what errors call it. */
    public static Topology parse(
            String text, String sourceName, Function<String, Optional<String>> environment, FileReader files) {
        Problems problems = new Problems(sourceName);
        YamlValue document = YamlComposer.compose(text, problems);
        return new TopologyParser(problems, new Interpolation(environment, guarded(files))).parse(document);
    }

    private static FileReader guarded(FileReader files) {
        return path -> {
            try {
                return files.read(path);
            } catch (InvalidPathException e) {
                throw new IOException("not a path", e);
            }
        };
    }

    /**
     * The text that reads back as an equal topology without its credentials: secrets are never written.
     */
    public static String write(Topology topology) {
        return TopologyWriter.write(topology);
    }

    /** The JSON schema of the format, for editors and other tools. */
    public static String schema() {
        try (InputStream stream = TopologyYaml.class.getResourceAsStream("cluster-v1.json")) {
            return new String(Objects.requireNonNull(stream, "stream").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
