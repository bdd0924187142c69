package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Where a server's data may lie, whatever database it is. */
final class DataFolders {

    private DataFolders() {}

    /** The given folder, made if need be, or a new temporary one; as a path without links. */
    static Path prepare(Optional<Path> given, ServerUser user, String temporaryPrefix) throws IOException {
        if (given.isPresent()) {
            return given(given.get(), user);
        }
        Path parent = CacheFolder.temporaryParent(user).toRealPath();
        return Files.createTempDirectory(parent, temporaryPrefix);
    }

    static void requireEmpty(Path folder) throws IOException {
        if (!FileTrees.isEmpty(folder)) {
            throw new EmbeddedServerException(
                    ServerFailure.UNKNOWN, "A replica needs an empty folder, and " + folder + " is not.");
        }
    }

    static EmbeddedServerException unusable(Path folder, IOException failed) {
        boolean full = ServerFailure.of(String.valueOf(failed)) == ServerFailure.NO_SPACE;
        boolean writable = Files.isWritable(folder) && Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        ServerFailure failure = full || writable ? ServerFailure.of(String.valueOf(failed)) : ServerFailure.READ_ONLY;
        return new EmbeddedServerException(
                failure, "The data folder " + folder + " cannot be used: " + failed + ".", failed);
    }

    private static Path given(Path given, ServerUser user) {
        Path folder = given.toAbsolutePath().normalize();
        try {
            if (!Files.exists(folder)) {
                FileTrees.createPrivateFolder(folder);
            }
            Path real = folder.toRealPath();
            requireUsable(real, user);
            return real;
        } catch (IOException failed) {
            throw new EmbeddedServerException(
                    ServerFailure.READ_ONLY,
                    "The data folder " + folder + " cannot be created: " + failed + ".",
                    failed);
        }
    }

    private static void requireUsable(Path folder, ServerUser user) {
        if (!Files.isDirectory(folder)) {
            throw new EmbeddedServerException(ServerFailure.NO_PERMISSION, "The data folder " + folder + " is a file.");
        }
        if (!Files.isWritable(folder)) {
            throw new EmbeddedServerException(
                    ServerFailure.READ_ONLY, "The data folder " + folder + " cannot be written.");
        }
        Optional<Path> obstacle = user.obstacle(folder.resolveSibling("."));
        if (obstacle.isPresent()) {
            throw new EmbeddedServerException(
                    ServerFailure.NO_PERMISSION,
                    "The data folder " + folder + " lies in " + obstacle.get() + ", which the user '"
                            + user.principal().getName() + "' may not enter.");
        }
    }
}
