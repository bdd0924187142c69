package io.kintsugi.router.corpus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** Reads the files of the shared corpus: beside the checkout, or where {@code -Dkintsugi.shared} says. */
final class CorpusReader {

    private final Map<String, Application> applications = new LinkedHashMap<>();

    private final CorpusDialect dialect;

    private CorpusReader(CorpusDialect dialect) {
        this.dialect = dialect;
    }

    static Collection<Application> applications(CorpusDialect dialect) {
        CorpusReader reader = new CorpusReader(dialect);
        dialect.files().forEach(reader::read);
        if (dialect == CorpusDialect.POSTGRESQL) {
            reader.readExtraSchema();
        }
        return reader.applications.values();
    }

    private void read(String file) {
        for (String block : text(file).split("(?m)^(?=#@ )")) {
            int header = block.indexOf('\n');
            if (block.isBlank() || header < 0) {
                continue;
            }
            String origin = block.substring(0, header).split(" ")[2];
            String sql = block.substring(header + 1).strip();
            application(origin).add(new CorpusStatement(file, origin, sql));
        }
    }

    /** {@code benchbase/tpcc/procedures/X.java} is of {@code benchbase/tpcc}. */
    private Application application(String origin) {
        String[] parts = origin.split("/");
        boolean suite = parts[0].equals("benchbase") && parts.length > 2;
        String name = suite ? parts[0] + "/" + parts[1] : parts[0];
        return applications.computeIfAbsent(name, n -> new Application(dialect, n));
    }

    private void readExtraSchema() {
        Application current = new Application(dialect, "");
        for (String block : resource("extra-schema.sql").split("(?m);$|^(?=-- )|(?<=\n)\n")) {
            String text = block.strip();
            if (text.startsWith("-- application: ")) {
                current = applications.computeIfAbsent(
                        text.substring(16).lines().findFirst().orElseThrow(), n -> new Application(dialect, n));
            } else if (text.startsWith("-- like: ")) {
                String other = text.substring(9).lines().findFirst().orElseThrow();
                requireNonNull(applications.get(other), other).definitions().forEach(current::addDefinition);
            }
            List<String> rest = new ArrayList<>(
                    text.lines().filter(line -> !line.startsWith("--")).toList());
            current.addDefinition(String.join("\n", rest).strip());
        }
    }

    private static String text(String file) {
        Path path = Path.of(System.getProperty("kintsugi.shared", "../../shared"), "corpus", file);
        if (!Files.isReadable(path)) {
            String missing = "The corpus " + path.toAbsolutePath().normalize()
                    + " is missing: put the shared folder beside the checkout, or name it with -Dkintsugi.shared=…";
            // Where changes are judged it must be there; elsewhere the report names the tests that were not run.
            assertThat(System.getenv("CI")).as(missing).isNull();
            throw new TestAbortedException(missing);
        }
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String resource(String name) {
        try (InputStream stream = requireNonNull(CorpusReader.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
