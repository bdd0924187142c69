package io.kintsugi.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * A small file that says a server may run on a data folder. It is written before the server starts, so that no moment
 * leaves a server without one; whether the server really runs is asked of the data folder.
 */
record ServerMarker(Path file, String name, Path dataFolder, int port, boolean temporary, long ownerPid) {

    static final String SUFFIX = ".server";

    static ServerMarker of(Path stateFolder, String name, Path dataFolder, int port, boolean temporary) {
        Path file = stateFolder.resolve("port-" + port + SUFFIX);
        return new ServerMarker(
                file, name, dataFolder, port, temporary, ProcessHandle.current().pid());
    }

    static ServerMarker read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return new ServerMarker(
                    file,
                    required(properties, "name"),
                    Path.of(required(properties, "dataFolder")),
                    Integer.parseInt(required(properties, "port")),
                    Boolean.parseBoolean(required(properties, "temporary")),
                    Long.parseLong(required(properties, "ownerPid")));
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            throw new IOException(
                    file + " does not say of which server it is (" + malformed.getMessage()
                            + "); delete it once no such server runs",
                    malformed);
        }
    }

    void write() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Properties properties = new Properties();
        properties.setProperty("name", name);
        properties.setProperty("dataFolder", dataFolder.toString());
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("temporary", Boolean.toString(temporary));
        properties.setProperty("ownerPid", Long.toString(ownerPid));
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (Writer writer = Files.newBufferedWriter(partial)) {
            properties.store(writer, null);
        }
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static String required(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }
}
