package io.kintsugi.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per user from the class path into the cache. */
record PostgresBinaries(Path folder, Path cache) {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final int OWNER_EXECUTES = 0100;

    static PostgresBinaries unpacked(ServerUser user) throws IOException {
        URL archive = archive();
        Path cache = CacheFolder.choose(user);
        Path folder = cache.resolve("postgresql-" + fingerprint(archive));
        if (!Files.isDirectory(folder)) {
            unpackOnce(archive, cache, folder);
        }
        return new PostgresBinaries(folder, cache);
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    /** Makes {@code folder} appear complete or not at all. */
    static void moveIntoPlace(Path partial, Path folder) throws IOException {
        try {
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException impossible) {
            throw new IOException(partial + " and " + folder + " lie on different file systems", impossible);
        }
    }

    private static URL archive() {
        Platform platform = Platform.current();
        URL archive = PostgresBinaries.class.getClassLoader().getResource(platform.resource());
        if (archive == null) {
            throw new EmbeddedServerException(
                    ServerFailure.MISSING_BINARIES,
                    platform.resource() + " is not on the class path; the artifact " + platform.artifact()
                            + " carries it.");
        }
        return archive;
    }

    /** A jar knows the checksum of its entries, which saves reading 15 MB at each start. */
    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection inJar) {
            return Long.toHexString(inJar.getJarEntry().getCrc());
        }
        CRC32 checksum = new CRC32();
        try (InputStream input = connection.getInputStream()) {
            byte[] buffer = new byte[1 << 16];
            for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
                checksum.update(buffer, 0, length);
            }
        }
        return Long.toHexString(checksum.getValue());
    }

    private static void unpackOnce(URL archive, Path cache, Path folder) throws IOException {
        try (FolderLock ignored = FolderLock.acquire(cache.resolve(folder.getFileName() + ".lock"))) {
            if (Files.isDirectory(folder)) {
                return;
            }
            LOG.info("Unpacking PostgreSQL into {}", folder);
            Path partial = cache.resolve(folder.getFileName() + ".partial");
            FileTrees.delete(partial);
            unpack(archive, partial);
            moveIntoPlace(partial, folder);
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        createFolder(target);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(tar, entry, target);
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = inside(target, target.resolve(entry.getName()));
        if (entry.isDirectory()) {
            createFolder(path);
            return;
        }
        createFolder(inside(target, path.resolve("..")));
        if (entry.isSymbolicLink()) {
            inside(target, path.resolveSibling(entry.getLinkName()));
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        if (entry.isLink()) {
            Files.copy(inside(target, target.resolve(entry.getLinkName())), path);
            return;
        }
        Files.copy(tar, path);
        boolean executable = (entry.getMode() & OWNER_EXECUTES) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static Path inside(Path target, Path path) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(target)) {
            throw new IOException("The archive has an entry outside its folder: " + path);
        }
        return normal;
    }

    /** Permissions are set by hand, on each level: the caller's umask must not lock the server's user out. */
    static void createFolder(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (Files.isDirectory(folder) || parent == null) {
            return;
        }
        createFolder(parent);
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
