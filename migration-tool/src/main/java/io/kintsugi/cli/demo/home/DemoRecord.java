package io.kintsugi.cli.demo.home;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/**
 * What is known of a running demo. It holds the password, so only its owner may read the file.
 *
 * @param pid the process that owns the servers
 * @param phase {@code starting} or {@code ready}
 * @param managerUrl the JDBC URL through the manager, with user and password
 * @param fileUrl the JDBC URL through the cluster file
 * @param page the status page
 * @param serverPorts as text, for people
 * @param shardClient the command line by which the database's own client reaches the first shard alone
 */
public record DemoRecord(
        long pid, String phase, String managerUrl, String fileUrl, URI page, String serverPorts, String shardClient) {
    public static final String STARTING = "starting";
    public static final String READY = "ready";

    public boolean isReady() {
        return phase.equals(READY);
    }

    public DemoRecord withShardClient(String url) {
        return new DemoRecord(pid, phase, managerUrl, fileUrl, page, serverPorts, url);
    }

    /** Whole or not at all: a reader never sees half of it. */
    public void write(Path file) {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("phase", phase);
        properties.setProperty("managerUrl", managerUrl);
        properties.setProperty("fileUrl", fileUrl);
        properties.setProperty("page", page.toString());
        properties.setProperty("serverPorts", serverPorts);
        properties.setProperty("shardClient", shardClient);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Writer writer = Files.newBufferedWriter(partial)) {
                properties.store(writer, null);
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("The demo cannot write " + file, failure);
        }
    }

    /** Empty where there is none, or where something else was written: by an older version, or by a full disk. */
    public static Optional<DemoRecord> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return of(properties);
        } catch (NoSuchFileException | CharacterCodingException | IllegalArgumentException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " cannot be read", failure);
        }
    }

    private static Optional<DemoRecord> of(Properties properties) {
        String pid = properties.getProperty("pid", "");
        if (!pid.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new DemoRecord(
                Long.parseLong(pid),
                properties.getProperty("phase", STARTING),
                properties.getProperty("managerUrl", ""),
                properties.getProperty("fileUrl", ""),
                URI.create(properties.getProperty("page", "")),
                properties.getProperty("serverPorts", ""),
                properties.getProperty("shardClient", "")));
    }
}
