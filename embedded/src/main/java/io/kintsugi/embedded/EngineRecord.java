package io.kintsugi.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes down on which database a test run really ran, where a system property names a folder for it: a build that
 * means to test MySQL must be able to tell when it tested something else.
 */
final class EngineRecord {

    static final String FOLDER_PROPERTY = "kintsugi.engines.dir";
    private static final String FILE = "mysql.txt";

    private EngineRecord() {}

    static synchronized void note(String engine) {
        String folder = System.getProperty(FOLDER_PROPERTY, "");
        if (folder.isEmpty()) {
            return;
        }
        Path file = Path.of(folder, FILE);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            List<String> known = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (!known.contains(engine)) {
                Files.writeString(file, engine + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The record of engines cannot be written to " + file, failed);
        }
    }
}
