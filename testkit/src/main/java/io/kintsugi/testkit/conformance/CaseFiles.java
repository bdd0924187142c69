package io.kintsugi.testkit.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of the case files and what is in it. */
final class CaseFiles {
    static final String EXTENSION = ".case";
    private static final String WORLD = ".world";
    private static final String FOLDER = "conformance";

    private CaseFiles() {}

    /** The folder {@code conformance} of this project: in the working folder or above it. */
    static Path folder() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path found = folder.resolve(FOLDER);
            if (Files.isDirectory(found.resolve("worlds"))) {
                return found;
            }
        }
        throw new IllegalStateException("there is no folder " + FOLDER + "/worlds in or above " + start);
    }

    /** Every case, those that share a world beside each other. */
    static List<ConformanceCase> read(Path folder) throws IOException {
        Map<String, World> worlds = new TreeMap<>();
        for (Path file : files(folder.resolve("worlds"), WORLD)) {
            String name = file.getFileName().toString().replace(WORLD, "");
            worlds.put(name, WorldReader.read(file, name));
        }
        Map<World, List<ConformanceCase>> byWorld = new LinkedHashMap<>();
        for (Path file : files(folder, EXTENSION)) {
            ConformanceCase read = CaseReader.read(file, worlds);
            byWorld.computeIfAbsent(read.world(), world -> new ArrayList<>()).add(read);
        }
        return byWorld.values().stream().flatMap(List::stream).toList();
    }

    private static List<Path> files(Path folder, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        }
    }
}
