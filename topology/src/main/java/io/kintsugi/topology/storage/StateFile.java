package io.kintsugi.topology.storage;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A text with a few named facts about it, and a checksum over both. On disk it is still valid YAML where its body is:
 * the facts are comments.
 *
 * <pre>
 * # kintsugi-state sha256=…
 * # version=12
 * #
 * cluster: shop
 * </pre>
 */
public record StateFile(Map<String, String> facts, String body) {
    /** Files being written carry this ending; one that is left over belongs to a write that never ended. */
    public static final String UNFINISHED = ".unfinished";

    private static final long FILE_BYTES_MAX = 64L << 20;

    public StateFile {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
        requireNonNull(body, "body");
        facts.forEach((name, value) -> requireOneLine(name + "=" + value));
    }

    /** The fact of this name; STATE_CORRUPT where the file has none. */
    public String fact(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new ShardException(ErrorCode.STATE_CORRUPT, "The file says nothing about its " + name + ".");
        }
        return value;
    }

    /** A whole number among the facts. */
    public long number(String name) {
        try {
            return Long.parseLong(fact(name));
        } catch (NumberFormatException failure) {
            throw new ShardException(
                    ErrorCode.STATE_CORRUPT, "The file's " + name + " is not a number: " + fact(name), failure);
        }
    }

    /** Replaces the file in one step: a reader, or a crash, sees the old text or the new one, whole and on disk. */
    public void writeTo(Path file) {
        try {
            Path folder = requireNonNull(file.toAbsolutePath().getParent(), "folder");
            Path unfinished = Files.createTempFile(folder, file.getFileName() + ".", UNFINISHED);
            try {
                writeDurably(unfinished, StateFileFormat.encode(this).getBytes(StandardCharsets.UTF_8));
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                syncFolder(folder);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException failure) {
            throw new ShardException(
                    ErrorCode.STATE_IO, "The file " + file + " cannot be written: " + failure + ".", failure);
        }
    }

    /** Reads and checks a file; STATE_CORRUPT where the checksum does not fit, STATE_IO where it cannot be read. */
    public static StateFile readFrom(Path file) {
        try {
            long size = Files.size(file);
            if (size > FILE_BYTES_MAX) {
                throw corrupt(file, "it has " + size + " bytes, more than " + FILE_BYTES_MAX);
            }
            return StateFileFormat.decode(Files.readAllBytes(file))
                    .orElseThrow(() -> corrupt(file, "its checksum does not fit its content"));
        } catch (IOException failure) {
            throw new ShardException(
                    ErrorCode.STATE_IO, "The file " + file + " cannot be read: " + failure + ".", failure);
        }
    }

    private static ShardException corrupt(Path file, String reason) {
        return new ShardException(ErrorCode.STATE_CORRUPT, "The file " + file + " is damaged: " + reason + ".");
    }

    private static void writeDurably(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Makes the rename itself durable. Windows cannot open a folder; its renames are journaled by the file system. */
    private static void syncFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void requireOneLine(String line) {
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("A fact contains a line break: " + line);
        }
    }
}
