package io.kintsugi.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TopologyTest {
    private static Node node(String name) {
        return new Node(name, "127.0.0.1", 5432, name, Node.DEFAULT_CELL, Map.of());
    }

    private static Keyspace keyspace(String name, String node, boolean isDefault, String... tables) {
        Map<String, TableDefinition> definitions = new LinkedHashMap<>();
        for (String table : tables) {
            definitions.put(table, new TableDefinition(table, new TableDistribution.Unsharded(), Map.of()));
        }
        Shard shard = new Shard("s0", new ReplicaSet(List.of(node), 0, 1));
        return new Keyspace(name, List.of(shard), new Hash(), ShardMap.even(256, 1), definitions, isDefault, Map.of());
    }

    private static Topology topology(Keyspace... keyspaces) {
        Map<String, Keyspace> byName = new LinkedHashMap<>();
        for (Keyspace keyspace : keyspaces) {
            byName.put(keyspace.name(), keyspace);
        }
        Map<String, Node> nodes = Map.of("a", node("a"), "b", node("b"), "k", node("k"));
        ReplicaSet catalog = new ReplicaSet(List.of("k"), 0, 1);
        return new Topology(1, "shop", Dialect.POSTGRESQL, nodes, catalog, byName, Optional.empty());
    }

    private static void assertInvalid(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ShardException.class, error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.TOPOLOGY_INVALID);
            assertThat(error).hasMessageContaining(message);
        });
    }

    @Test
    void table_belongsToOneKeyspace() {
        Topology topology = topology(keyspace("one", "a", false, "x"), keyspace("two", "b", false, "y"));
        assertThat(topology.table("y").orElseThrow().keyspace().name()).isEqualTo("two");
        assertThat(topology.table("z")).isEmpty();
        assertInvalid(
                "Table 'x' is in keyspace 'one' and in keyspace 'two'.",
                () -> topology(keyspace("one", "a", false, "x"), keyspace("two", "b", false, "x")));
    }

    @Test
    void defaultKeyspace_isMarkedOrTheOnlyShard() {
        Keyspace one = keyspace("one", "a", false);
        Keyspace two = keyspace("two", "b", true);
        assertThat(topology(one, two).defaultKeyspace()).contains(two);
        assertThat(topology(one).defaultKeyspace()).contains(one);
        assertThat(topology(one, keyspace("two", "b", false)).defaultKeyspace()).isEmpty();
        assertInvalid("both marked as default", () -> topology(keyspace("one", "a", true), two));
    }

    @Test
    void unknownNode_isRefused() {
        assertInvalid(
                "There is no node 'zzz', named by shard 's0' of keyspace 'one'.",
                () -> topology(keyspace("one", "zzz", false)));
        assertInvalid(
                "There is no node 'zzz' in cluster 'shop'.",
                () -> topology(keyspace("one", "a", false)).node("zzz"));
    }

    @Test
    void withVersion_changesNothingElse() {
        Topology topology = topology(keyspace("one", "a", false, "x"));
        assertThat(topology.withVersion(9).version()).isEqualTo(9);
        assertThat(topology.withVersion(9)).isNotEqualTo(topology);
        assertThat(topology.withVersion(9).withVersion(1)).isEqualTo(topology).hasSameHashCodeAs(topology);
        assertInvalid("Version 0", () -> topology.withVersion(0));
    }

    @Test
    void replicaSet_refusesWhatCannotBe() {
        assertInvalid("at least one node", () -> new ReplicaSet(List.of(), 0, 1));
        assertInvalid("twice", () -> new ReplicaSet(List.of("a", "a"), 0, 1));
        assertInvalid("1 replicas", () -> new ReplicaSet(List.of("a", "b"), 2, 1));
        assertInvalid("Epoch 0", () -> new ReplicaSet(List.of("a"), 0, 0));
        ReplicaSet set = new ReplicaSet(List.of("a", "b", "c"), 1, 4);
        assertThat(set.primary()).isEqualTo("a");
        assertThat(set.replicas()).containsExactly("b", "c");
    }

    @Test
    void keyspace_refusesWhatCannotBe() {
        Shard shard = new Shard("s0", new ReplicaSet(List.of("a"), 0, 1));
        assertInvalid("has no shard", () -> keyspace(List.of(), 1, false));
        assertInvalid("two shards named 's0'", () -> keyspace(List.of(shard, shard), 2, false));
        assertInvalid("its ranges name 2", () -> keyspace(List.of(shard), 2, false));
        Shard other = new Shard("s1", new ReplicaSet(List.of("b"), 0, 1));
        assertInvalid("must have one", () -> keyspace(List.of(shard, other), 2, true));
        assertThat(keyspace(List.of(shard, other), 2, false).isSharded()).isTrue();
    }

    private static Keyspace keyspace(List<Shard> shards, int mapped, boolean isDefault) {
        return new Keyspace("k", shards, new Hash(), ShardMap.even(256, mapped), Map.of(), isDefault, Map.of());
    }

    @Test
    void secret_isNotShown() {
        Credentials credentials = new Credentials("me", new Secret("hunter2"));
        assertThat(credentials.toString()).doesNotContain("hunter2");
    }

    @Test
    void fixedTopology_knowsNothingNewer() throws InterruptedException {
        try (FixedTopology reader = new FixedTopology(topology(keyspace("one", "a", false)))) {
            assertThat(reader.current().version()).isEqualTo(1);
            assertThat(reader.awaitNewerThan(0, Duration.ZERO)).isTrue();
            assertThat(reader.awaitNewerThan(1, Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void close_releasesThoseWhoWait() throws Exception {
        FixedTopology reader = new FixedTopology(topology(keyspace("one", "a", false)));
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> await(reader));
        reader.close();
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
    }

    private static boolean await(FixedTopology reader) {
        try {
            return reader.awaitNewerThan(1, Duration.ofHours(1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
