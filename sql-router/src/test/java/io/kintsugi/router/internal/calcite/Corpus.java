package io.kintsugi.router.internal.calcite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shared statements of real applications; beside the checkout, or where {@code -Dkintsugi.shared} says. */
final class Corpus {
    private Corpus() {}

    static List<String> statements(String file) {
        Path path = Path.of(System.getProperty("kintsugi.shared", "../../shared"), "corpus", file);
        if (!Files.isReadable(path)) {
            throw new IllegalStateException(
                    "The corpus " + path.toAbsolutePath().normalize()
                            + " is missing: put the shared folder beside the checkout, or name it with -Dkintsugi.shared=…");
        }
        try {
            return split(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + path, unreadable);
        }
    }

    private static List<String> split(String text) {
        List<String> statements = new ArrayList<>();
        for (String part : text.split("(?m)^#@ .*$")) {
            if (!part.isBlank()) {
                statements.add(part.strip());
            }
        }
        return statements;
    }
}
