package io.kintsugi.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Keeps other threads and other processes out while something is put into the cache. The lock is the file's, so it goes
 * with the process that held it; a thread of the same process meets the same lock as an overlap.
 */
final class FolderLock implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock acquire(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (Await.until(LIMIT, () -> isLocked(channel))) {
                return new FolderLock(channel);
            }
        } catch (RuntimeException failed) {
            channel.close();
            throw failed;
        }
        channel.close();
        throw new EmbeddedServerException(
                ServerFailure.TIMED_OUT, "Another process has held " + file + " for " + LIMIT.toSeconds() + " s.");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The lock lives as long as its channel, so the channel is all that has to be kept. */
    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
