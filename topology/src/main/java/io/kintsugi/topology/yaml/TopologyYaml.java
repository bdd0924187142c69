package io.kintsugi.topology.yaml;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * A topology as YAML 1.2. Reading collects up to 20 errors, each with source, line and column, and throws them together
 * as one TOPOLOGY_INVALID.
 */
public final class TopologyYaml {
    /** Where {@code ${file:…}} is read from. */
    @FunctionalInterface
    public interface FileReader {
        /** The whole text of the file. */
        String read(String path) throws IOException;
    }

    private TopologyYaml() {}

    /** Reads a file in UTF-8, with the environment of this process and files relative to the file's own folder. */
    public static Topology read(Path file) {
        throw new ShardException(ErrorCode.INTERNAL, "Reading of " + file + " comes with the next commit.");
    }

    /** Reads a text; {@code sourceName} is what errors call it. */
    public static Topology parse(
            String text,
            String sourceName,
            Function<String, Optional<String>> environment,
            FileReader files) {
        throw new ShardException(ErrorCode.INTERNAL, "Reading of " + sourceName + " comes with the next commit.");
    }

    /** The text that reads back as an equal topology without its credentials: secrets are never written. */
    public static String write(Topology topology) {
        throw new ShardException(ErrorCode.INTERNAL, "Writing of " + topology + " comes with the next commit.");
    }
}
