package io.kintsugi.jdbc.onejar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The jar under test and the jars beside it, as the build names them. */
final class OneJar {
    private OneJar() {}

    static Path path() {
        return Path.of(property("kintsugi.jar"));
    }

    static List<Path> neighbours() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(property("kintsugi.neighbours")))) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /** The names of its entries that are no folders. */
    static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(path().toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .toList();
        }
    }

    /** Where a class of this test's own class path comes from. */
    static Path home(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set: run this by mvn verify");
        }
        return value;
    }
}
