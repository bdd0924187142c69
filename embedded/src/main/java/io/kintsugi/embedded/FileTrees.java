package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whole folders: copied, deleted, given away. Links are never followed. */
final class FileTrees {
    private static final Duration DELETION_LIMIT = Duration.ofSeconds(5);

    private FileTrees() {}

    /**
     * Copies what {@code wanted} accepts (paths relative to the source) into an existing or new folder. Files that go
     * away meanwhile are left out: the source may be in use, and the caller then repairs by replaying the log.
     */
    static void copy(Path source, Path target, Predicate<Path> wanted) throws IOException {
        Files.walkFileTree(source, new TolerantVisitor() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path relative = source.relativize(folder);
                if (!relative.toString().isEmpty() && !wanted.test(relative)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                createPrivateFolder(target.resolve(relative));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = source.relativize(file);
                if (wanted.test(relative)) {
                    copyFile(file, target.resolve(relative));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new TolerantVisitor() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Deletes a folder, but does not wait for long: a hundred thousand files would hold up the end of a program. A
     * process of its own deletes what is left.
     */
    static void deleteBehind(Path folder) throws IOException {
        List<String> command = List.of("/bin/sh", "-c", "exec rm -rf \"$1\"", "sh", folder.toString());
        Process deleting = Commands.builder(command, Path.of("/"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Await.until(DELETION_LIMIT, () -> !deleting.isAlive());
    }

    static void giveTo(ServerUser user, Path folder) throws IOException {
        Files.walkFileTree(folder, new TolerantVisitor() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                give(user, visited);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                give(user, file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void createPrivateFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void copyFile(Path source, Path target) throws IOException {
        try {
            Files.copy(
                    source,
                    target,
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException gone) {
            if (Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
                throw gone;
            }
        }
    }

    private static void give(ServerUser user, Path path) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!view.getOwner().equals(user.principal())) {
            view.setOwner(user.principal());
        }
        if (!view.readAttributes().group().equals(user.group())) {
            view.setGroup(user.group());
        }
    }

    /** A file that has gone since its folder was listed is no failure. */
    private abstract static class TolerantVisitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
