package io.kintsugi.topology.yaml;

import io.kintsugi.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The sample files and a world around them. */
final class Samples {
    static final List<String> VALID = List.of("full.yaml", "minimal.yaml", "layouts.yaml");
    static final String PASSWORD = "s3cret ${not a reference}";

    private static final Map<String, String> ENVIRONMENT = Map.of("SYNC", "1", "EMPTY", "", "HOST", "10.0.0.7");

    private Samples() {}

    static String text(String name) {
        try (InputStream stream = Samples.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Topology parse(String text) {
        return TopologyYaml.parse(
                text, "cluster.yaml", name -> Optional.ofNullable(ENVIRONMENT.get(name)), Samples::file);
    }

    private static String file(String path) throws IOException {
        if (path.equals("secrets/password")) {
            return PASSWORD + "\n";
        }
        throw new IOException("there is no such file");
    }
}
