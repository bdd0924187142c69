package io.kintsugi.manager.page;

import io.kintsugi.topology.Hash;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.ListFunction;
import io.kintsugi.topology.TableDefinition;
import io.kintsugi.topology.TableDistribution;
import io.kintsugi.topology.TableDistribution.Reference;
import io.kintsugi.topology.TableDistribution.Sharded;

/** How sharding is put into words. */
final class ShardingWords {
    private ShardingWords() {}

    static String function(Keyspace keyspace) {
        if (keyspace.function() instanceof Hash) {
            return "hash";
        }
        return keyspace.function() instanceof ListFunction ? "list" : "range";
    }

    static String distribution(Keyspace keyspace, TableDefinition table) {
        TableDistribution distribution = table.distribution();
        if (distribution instanceof Sharded sharded) {
            return "by " + function(keyspace) + " of " + sharded.keyColumn();
        }
        return distribution instanceof Reference ? "whole on every shard" : "on the only shard";
    }
}
