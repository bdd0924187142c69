package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Gives a copied data folder an identity of its own. Servers copied from one template would all carry its system
 * identifier, and a replica could then follow a foreign primary without PostgreSQL noticing. The number stands first in
 * {@code pg_control} (guarded by a CRC-32C) and in the long header of each log segment (unguarded); see
 * {@code ControlFileData} and {@code XLogLongPageHeaderData} in PostgreSQL's sources.
 */
final class SystemIdentifier {

    private static final int CONTROL_CHECKSUM_OFFSET_MIN = 200;
    private static final int CONTROL_BYTES_MAX = 512;
    private static final int SEGMENT_IDENTIFIER_OFFSET = 24;
    private static final String SEGMENT_NAME = "[0-9A-F]{24}";

    private SystemIdentifier() {}

    static void renew(Path dataFolder) throws IOException {
        long renewed =
                Instant.now().getEpochSecond() << Integer.SIZE | Integer.toUnsignedLong(new SecureRandom().nextInt());
        long previous = renewControl(dataFolder.resolve("global").resolve("pg_control"), renewed);
        for (Path segment : segments(dataFolder)) {
            renewSegment(segment, previous, renewed);
        }
    }

    private static long renewControl(Path file, long renewed) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int checksumOffset = checksumOffset(bytes);
        long previous = view(bytes).getLong(0);
        view(bytes).putLong(0, renewed);
        view(bytes).putInt(checksumOffset, checksum(bytes, checksumOffset));
        Files.write(file, bytes);
        return previous;
    }

    /** The checksum is the last field, so its place moves with the version; only one place can hold a right one. */
    private static int checksumOffset(byte[] bytes) throws IOException {
        for (int offset = CONTROL_CHECKSUM_OFFSET_MIN;
                offset < Math.min(CONTROL_BYTES_MAX, bytes.length - Integer.BYTES);
                offset += Integer.BYTES) {
            if (view(bytes).getInt(offset) == checksum(bytes, offset)) {
                return offset;
            }
        }
        throw new IOException("pg_control has no valid checksum");
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private static void renewSegment(Path file, long previous, long renewed) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (view(bytes).getLong(SEGMENT_IDENTIFIER_OFFSET) != previous) {
            throw new IOException(file + " does not belong to its data folder");
        }
        view(bytes).putLong(SEGMENT_IDENTIFIER_OFFSET, renewed);
        Files.write(file, bytes);
    }

    private static ByteBuffer view(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    private static List<Path> segments(Path dataFolder) throws IOException {
        try (Stream<Path> files = Files.list(dataFolder.resolve("pg_wal"))) {
            return files.filter(file -> file.getFileName().toString().matches(SEGMENT_NAME))
                    .toList();
        }
    }
}
