package io.kintsugi.manager.store;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second manager out of a state folder. The operating system lifts the lock when the process ends. */
final class StateFolderLock implements AutoCloseable {
    private final FileChannel channel;

    private StateFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** STATE_LOCKED where another manager, of this process or another, holds the folder. */
    static StateFolderLock acquire(Path folder) throws IOException {
        Path file = folder.resolve("manager.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                throw new ShardException(
                        ErrorCode.STATE_LOCKED, "Another manager uses the state folder " + folder + ".");
            }
            return new StateFolderLock(channel);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ownProcess) {
            // Held by this very process: for the caller the same as held by another.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
