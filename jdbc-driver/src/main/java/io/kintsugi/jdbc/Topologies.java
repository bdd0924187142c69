package io.kintsugi.jdbc;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.FixedTopology;
import io.kintsugi.topology.Secret;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.TopologyReader;
import io.kintsugi.topology.remote.RemoteOptions;
import io.kintsugi.topology.remote.RemoteTopology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the topology a URL points to; TOPOLOGY_UNREACHABLE or TOPOLOGY_INVALID when it cannot. */
final class Topologies {
    private Topologies() {}

    static TopologyReader open(DriverSettings settings) {
        TopologySource source = settings.url().source();
        if (source instanceof TopologySource.Managers managers) {
            return RemoteTopology.start(remoteOptions(managers, settings));
        }
        Topology topology = source instanceof TopologySource.File file
                ? TopologyYaml.read(file.path())
                : readResource(((TopologySource.Classpath) source).name());
        requireDialect(topology, settings);
        return new FixedTopology(topology);
    }

    private static void requireDialect(Topology topology, DriverSettings settings) {
        if (topology.dialect() != settings.url().dialect()) {
            throw new ShardException(
                            ErrorCode.INVALID_URL,
                            "The URL says " + settings.url().dialect().label() + ", but the cluster '"
                                    + topology.cluster() + "' speaks "
                                    + topology.dialect().label() + ".")
                    .withRemedy("Write jdbc:kintsugi:" + topology.dialect().label() + ":…");
        }
    }

    private static RemoteOptions remoteOptions(TopologySource.Managers managers, DriverSettings settings) {
        RemoteOptions options = RemoteOptions.of(managers.cluster(), managers.endpoints());
        Optional<String> token = settings.text(DriverProperty.MANAGER_TOKEN);
        if (token.isPresent()) {
            options = options.withToken(new Secret(token.get()));
        }
        Optional<String> folder = settings.text(DriverProperty.TOPOLOGY_FOLDER);
        return folder.isPresent() ? options.withFolder(Path.of(folder.get())) : options;
    }

    private static Topology readResource(String name) {
        try (InputStream stream = find(name)) {
            byte[] bytes = stream.readNBytes(TopologyYaml.SIZE_MAX + 1);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return TopologyYaml.parse(text, name, variable -> Optional.ofNullable(System.getenv(variable)), path -> {
                throw new IOException("a topology on the class path may not refer to files");
            });
        } catch (IOException failed) {
            throw new ShardException(
                    ErrorCode.TOPOLOGY_UNREACHABLE,
                    "The class path resource " + name + " cannot be read: " + failed.getMessage() + ".",
                    failed);
        }
    }

    private static InputStream find(String name) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        InputStream stream = context == null ? null : context.getResourceAsStream(name);
        if (stream == null) {
            stream = Topologies.class.getClassLoader().getResourceAsStream(name);
        }
        if (stream == null) {
            throw new ShardException(ErrorCode.TOPOLOGY_UNREACHABLE, "There is no class path resource " + name + ".");
        }
        return stream;
    }
}
