package io.kintsugi.cli.sql;

import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Shard;
import io.kintsugi.topology.TableDistribution;
import io.kintsugi.topology.TableDistribution.Sharded;
import io.kintsugi.topology.TableLocation;
import io.kintsugi.topology.Topology;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a table's rows lie, in words. */
final class TablePlaces {
    private TablePlaces() {}

    static String describe(Topology topology, String table) {
        Optional<TableLocation> location = topology.table(table);
        if (location.isPresent()) {
            Keyspace keyspace = location.get().keyspace();
            return how(location.get().table().distribution()) + " " + shards(keyspace);
        }
        return topology.defaultKeyspace()
                .map(keyspace -> "kept whole on " + shards(keyspace))
                .orElse("not listed in the topology");
    }

    private static String how(TableDistribution distribution) {
        if (distribution instanceof Sharded sharded) {
            return "sharded by " + sharded.keyColumn() + " over";
        }
        return distribution instanceof TableDistribution.Reference ? "copied to" : "kept whole on";
    }

    private static String shards(Keyspace keyspace) {
        return keyspace.shards().stream().map(Shard::name).collect(Collectors.joining(", "));
    }
}
