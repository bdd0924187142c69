package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses where unpacked binaries and fresh data folders are kept. What lies there is executed, so it must belong to
 * this user (or root) and be writable by nobody else; and the user that runs the servers must be able to enter it.
 */
final class CacheFolder {

    /** System property that names another cache folder. */
    static final String PROPERTY = "kintsugi.embedded.cache";

    private CacheFolder() {}

    static Path choose(ServerUser user) throws IOException {
        List<String> refusals = new ArrayList<>();
        for (Path candidate : candidates(user)) {
            Optional<String> refusal = prepare(candidate, user);
            if (refusal.isEmpty()) {
                return candidate.toRealPath();
            }
            refusals.add(refusal.get());
        }
        throw new EmbeddedServerException(
                ServerFailure.NO_PERMISSION,
                "No folder can keep PostgreSQL's binaries: " + String.join("; ", refusals) + ". Name one with -D"
                        + PROPERTY + "=<folder>.");
    }

    /** Where a temporary data folder may go: the first that the server's user can reach. */
    static Path temporaryParent(ServerUser user) {
        List<Path> candidates =
                List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/tmp"), Path.of("/var/tmp"));
        return candidates.stream()
                .filter(folder ->
                        Files.isWritable(folder) && user.obstacle(folder).isEmpty())
                .findFirst()
                .orElseThrow(() -> new EmbeddedServerException(
                        ServerFailure.NO_PERMISSION, "No temporary folder can be used: tried " + candidates + "."));
    }

    private static List<Path> candidates(ServerUser user) {
        String named = System.getProperty(PROPERTY, "");
        if (!named.isBlank()) {
            return List.of(Path.of(named).toAbsolutePath());
        }
        if (user.isDropped()) {
            return List.of(Path.of("/var/cache/kintsugi"), Path.of("/var/tmp/kintsugi-root"));
        }
        String owner = user.principal().getName();
        return List.of(
                Path.of(System.getProperty("user.home"), ".cache", "kintsugi").toAbsolutePath(),
                Path.of(System.getProperty("java.io.tmpdir"), "kintsugi-" + owner));
    }

    private static Optional<String> prepare(Path folder, ServerUser user) {
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                createEnterable(folder);
            }
            if (!belongsToUs(folder)) {
                return Optional.of(folder + " can be written by another user");
            }
            Optional<Path> obstacle = user.obstacle(folder);
            if (obstacle.isPresent()) {
                return Optional.of(obstacle.get() + " cannot be entered by " + user.principal());
            }
            return Files.isWritable(folder) ? Optional.empty() : Optional.of(folder + " cannot be written");
        } catch (IOException failed) {
            return Optional.of(folder + " cannot be created (" + failed + ")");
        }
    }

    private static void createEnterable(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static boolean belongsToUs(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "owner", ".probe");
        try {
            PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
            return attributes.owner().equals(Files.getOwner(probe))
                    && !attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)
                    && !attributes.permissions().contains(PosixFilePermission.GROUP_WRITE);
        } finally {
            Files.delete(probe);
        }
    }
}
