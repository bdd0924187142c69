package io.kintsugi.benchmarks.workload;

import static java.util.Objects.requireNonNull;

import io.kintsugi.jdbc.KintsugiDataSource;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.LongToIntFunction;

/**
 * Where the rows are: the native driver's URL of each shard, and the topology of the same shards for Kintsugi. Can be
 * said in system properties, for a JVM of its own. Immutable.
 *
 * @param rows keys from 1 on
 */
public record Addresses(Engine engine, List<String> urls, Path topology, int rows) {
    private static final String PREFIX = "kintsugi.bench.";

    public Addresses {
        urls = List.copyOf(urls);
    }

    /** As {@link #asProperties} said them. */
    public static Addresses of(Properties properties) {
        return new Addresses(
                Engine.valueOf(properties.getProperty(PREFIX + "engine")),
                List.of(properties.getProperty(PREFIX + "url0"), properties.getProperty(PREFIX + "url1")),
                Path.of(properties.getProperty(PREFIX + "topology")),
                Integer.parseInt(properties.getProperty(PREFIX + "rows")));
    }

    /** As options of a JVM. */
    public List<String> asProperties() {
        return List.of(
                "-D" + PREFIX + "engine=" + engine,
                "-D" + PREFIX + "url0=" + urls.get(0),
                "-D" + PREFIX + "url1=" + urls.get(1),
                "-D" + PREFIX + "topology=" + topology,
                "-D" + PREFIX + "rows=" + rows);
    }

    /** Kintsugi over these shards. */
    public KintsugiDataSource kintsugi() {
        KintsugiDataSource source = new KintsugiDataSource("jdbc:kintsugi:" + engine.word() + ":file:" + topology);
        source.setUser(engine.user());
        return source;
    }

    /** Kintsugi as a contestant. */
    public Contestant throughKintsugi() {
        return new ThroughDataSource("kintsugi", kintsugi());
    }

    /** The native driver and a pool a shard as a contestant. */
    public Contestant byHand(String name, int connections) {
        return new ByHand(name, urls, connections, owners());
    }

    /** Looked up in a table: no hand-written routing is cheaper. */
    private LongToIntFunction owners() {
        Keyspace keyspace =
                requireNonNull(TopologyYaml.read(topology).keyspaces().get("main"), "main");
        byte[] owners = new byte[rows + 1];
        for (int id = 0; id <= rows; id++) {
            owners[id] = (byte) keyspace.shardOf(KeyValue.ofLong(id));
        }
        return id -> owners[(int) (id % owners.length)];
    }
}
