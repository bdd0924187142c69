package io.kintsugi.cli.demo;

import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.embedded.LeftoverServer;
import io.kintsugi.embedded.LeftoverServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clears away what a demo leaves. Only to be used by whoever holds the demo's lock. */
final class Leftovers {
    private Leftovers() {}

    /** Stops servers of a demo that was killed, then deletes data and records; the log stays. */
    static List<LeftoverServer> clear(DemoHome home) {
        List<LeftoverServer> stopped = clearServers(home);
        delete(home.managerState());
        delete(home.recordFile());
        delete(home.clusterFile());
        return stopped;
    }

    /** Stops servers and deletes their data, no more. */
    static List<LeftoverServer> clearServers(DemoHome home) {
        List<LeftoverServer> stopped = LeftoverServers.stopAll(home.servers());
        delete(home.data());
        delete(home.servers());
        return stopped;
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException failure) {
            throw new UncheckedIOException("The demo cannot delete " + path, failure);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
