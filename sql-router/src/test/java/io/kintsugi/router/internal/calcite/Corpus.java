package io.kintsugi.router.internal.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** The shared statements of real applications; beside the checkout, or where {@code -Dkintsugi.shared} says. */
public final class Corpus {
    private Corpus() {}

    public static List<String> statements(String file) {
        Path path = Path.of(System.getProperty("kintsugi.shared", "../../shared"), "corpus", file);
        if (!Files.isReadable(path)) {
            String missing = "The corpus " + path.toAbsolutePath().normalize()
                    + " is missing: put the shared folder beside the checkout, or name it with -Dkintsugi.shared=…";
            // Where changes are judged it must be there; elsewhere the report names the tests that were not run.
            assertThat(System.getenv("CI")).as(missing).isNull();
            throw new TestAbortedException(missing);
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
