package io.kintsugi.topology.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.IdGenerator;
import io.kintsugi.topology.KeyType;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.ReplicaSet;
import io.kintsugi.topology.Secret;
import io.kintsugi.topology.ShardMap;
import io.kintsugi.topology.TableDistribution;
import io.kintsugi.topology.TableLocation;
import io.kintsugi.topology.Topology;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyYamlTest {
    static List<String> valid() {
        return Samples.VALID;
    }

    private static Keyspace keyspace(Topology topology, String name) {
        Keyspace keyspace = topology.keyspaces().get(name);
        assertThat(keyspace).isNotNull();
        return Objects.requireNonNull(keyspace);
    }

    private static TableLocation table(Topology topology, String name) {
        return topology.table(name).orElseThrow();
    }

    @Test
    void fullSample_isReadAsWritten() {
        Topology topology = Samples.parse(Samples.text("full.yaml"));
        assertThat(topology.version()).isEqualTo(12);
        assertThat(topology.cluster()).isEqualTo("shop");
        assertThat(topology.dialect()).isEqualTo(Dialect.POSTGRESQL);
        assertThat(topology.credentials()).contains(new Credentials("shop", new Secret(Samples.PASSWORD)));
        assertThat(topology.catalog()).isEqualTo(new ReplicaSet(List.of("k-a"), 0, 1));
        Keyspace customers = keyspace(topology, "customers");
        assertThat(customers.shards()).extracting(shard -> shard.name()).containsExactly("s0", "s1");
        assertThat(customers.shards().get(0).replicas()).isEqualTo(new ReplicaSet(List.of("c0-a", "c0-b"), 1, 3));
        assertThat(customers.shards().get(1).replicas().sync()).isEqualTo(1);
        assertThat(customers.shardMap()).isEqualTo(ShardMap.even(256, 2));
        assertThat(customers.functions().get("total_for_user"))
                .extracting("keyArgument")
                .isEqualTo(1);
        assertThat(customers.isSharded()).isTrue();
        assertThat(topology.defaultKeyspace()).contains(keyspace(topology, "rest"));
    }

    @Test
    void tables_areFoundByName() {
        Topology topology = Samples.parse(Samples.text("full.yaml"));
        assertThat(table(topology, "users").table().distribution())
                .isEqualTo(new TableDistribution.Sharded("user_id", Optional.of(KeyType.INTEGER)));
        assertThat(table(topology, "orders").table().generate())
                .isEqualTo(Map.of("order_id", IdGenerator.SEQUENCE, "trace_id", IdGenerator.TSID));
        assertThat(table(topology, "country").table().isReference()).isTrue();
        assertThat(table(topology, "Übersicht").keyspace().name()).isEqualTo("customers");
        assertThat(table(topology, "articles").table().distribution()).isEqualTo(new TableDistribution.Unsharded());
        assertThat(table(topology, "pages").table().isSharded()).isTrue();
        assertThat(keyspace(topology, "rest").isSharded()).isTrue();
        assertThat(topology.table("Users")).isEmpty();
    }

    @Test
    void nodes_areReadInBothForms() {
        Topology topology = Samples.parse(Samples.text("full.yaml"));
        assertThat(topology.node("c0-b"))
                .isEqualTo(new Node(
                        "c0-b",
                        "10.1.0.1",
                        5432,
                        "shop",
                        "pune",
                        Map.of("sslmode", "require", "application_name", "kin tsugi")));
        assertThat(topology.node("c1-a").host()).isEqualTo("fe80::1");
        assertThat(topology.node("c1-a").address()).isEqualTo("[fe80::1]:5433");
        assertThat(topology.node("c1-b").database()).isEqualTo("shop/one");
        assertThat(topology.node("c1-b").cell()).isEqualTo(Node.DEFAULT_CELL);
    }

    @Test
    void onlyShard_isCatalogAndDefault() {
        Topology topology = Samples.parse(Samples.text("minimal.yaml"));
        assertThat(topology.catalog().nodes()).containsExactly("a");
        assertThat(topology.defaultKeyspace()).contains(keyspace(topology, "main"));
        assertThat(keyspace(topology, "main").isSharded()).isFalse();
    }

    @Test
    void layouts_routeKeys() {
        Topology topology = Samples.parse(Samples.text("layouts.yaml"));
        Keyspace hash = keyspace(topology, "by_hash");
        // The tokens of 1 and 42 begin with 6b and 73, that of -42 with fe.
        assertThat(hash.shardOf(KeyValue.ofLong(1))).isEqualTo(1);
        assertThat(hash.shardOf(KeyValue.ofLong(42))).isEqualTo(1);
        assertThat(hash.shardOf(KeyValue.ofLong(-42))).isZero();
        Keyspace numbers = keyspace(topology, "by_number");
        assertThat(numbers.shardOf(KeyValue.ofLong(999))).isZero();
        assertThat(numbers.shardOf(KeyValue.ofLong(1000))).isEqualTo(1);
        assertThat(numbers.shardOf(KeyValue.ofLong(Long.MAX_VALUE))).isEqualTo(1);
        Keyspace times = keyspace(topology, "by_time");
        assertThat(times.shardOf(KeyValue.ofTimestamp(LocalDateTime.of(2023, 12, 31, 23, 59, 59))))
                .isZero();
        assertThat(times.shardOf(KeyValue.ofTimestamp(LocalDateTime.of(2024, 1, 1, 0, 0))))
                .isEqualTo(1);
        Keyspace tenants = keyspace(topology, "by_tenant");
        assertThat(tenants.shardOf(KeyValue.ofText("globex"))).isEqualTo(1);
        assertThat(tenants.shardOf(KeyValue.ofText("1"))).isEqualTo(1);
        assertThat(tenants.shardOf(KeyValue.ofText("acme"))).isZero();
        assertThat(tenants.shardOf(KeyValue.ofText("unheard of"))).isZero();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void write_readsBackEqual(String sample) {
        Topology topology = Samples.parse(Samples.text(sample)).withVersion(77);
        String written = TopologyYaml.write(topology);
        assertThat(Samples.parse(written)).isEqualTo(topology.withCredentials(Optional.empty()));
        assertThat(TopologyYaml.write(Samples.parse(written))).isEqualTo(written);
    }

    @Test
    void write_leavesSecretsOut() {
        Topology topology = Samples.parse(Samples.text("full.yaml"));
        assertThat(TopologyYaml.write(topology)).doesNotContain("s3cret").doesNotContain("credentials");
        assertThat(String.valueOf(topology.credentials())).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"true", "null", "a: b", "#x", "日本", "x\"y\\z", "${HOME}", "$${HOME}", "- a", "", "tab\there"})
    void write_quotesWhateverNeedsIt(String key) {
        String text = Samples.text("layouts.yaml").replace("acme", "\"placeholder\"");
        Topology topology = Samples.parse(text.replace("placeholder", escaped(key)));
        assertThat(keyspace(topology, "by_tenant").function().toString()).contains("3 keys");
        assertThat(Samples.parse(TopologyYaml.write(topology))).isEqualTo(topology);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\t", "\\t")
                .replace("${", "$${");
    }

    @Test
    void references_areReplacedInTextAndNumbers() {
        String text = """
                cluster: ${NAME:-shop}
                dialect: postgresql
                nodes:
                  a: "postgresql://${HOST}:${PORT:-5432}/shop"
                  b: "postgresql://${EMPTY:-10.0.0.8}/$${x}"
                keyspaces: {main: {shards: {s0: {nodes: [a, b], sync: "${SYNC}"}}}}
                """;
        Topology topology = Samples.parse(text);
        assertThat(topology.cluster()).isEqualTo("shop");
        assertThat(topology.node("a").address()).isEqualTo("10.0.0.7:5432");
        assertThat(topology.node("b").host()).isEqualTo("10.0.0.8");
        assertThat(topology.node("b").database()).isEqualTo("${x}");
        assertThat(topology.catalog().sync()).isEqualTo(1);
    }

    @Test
    void aliases_repeatValues() {
        String text = """
                cluster: shop
                dialect: postgresql
                nodes: {a: "postgresql://h/a", b: "postgresql://h/b"}
                catalog: {nodes: [b]}
                keyspaces:
                  one: {shards: {s0: {nodes: [a]}}, tables: {x: &kept {generate: &ids {id: tsid}}, y: *kept}}
                """;
        Topology topology = Samples.parse(text);
        assertThat(table(topology, "y").table().generate()).containsEntry("id", IdGenerator.TSID);
    }

    @Test
    void file_isReadWithSecretsBesideIt(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/password"), "pass word\r\n");
        Path file = folder.resolve("cluster.yaml");
        Files.writeString(file, "\uFEFF" + Samples.text("full.yaml"));
        Topology topology = TopologyYaml.read(file);
        assertThat(topology.credentials()).contains(new Credentials("shop", new Secret("pass word")));
    }

    @Test
    void file_thatIsMissing_isUnreachable(@TempDir Path folder) {
        assertThatThrownBy(() -> TopologyYaml.read(folder.resolve("none.yaml")))
                .hasMessageContaining("There is no file")
                .hasMessageContaining("K1302");
        assertThatThrownBy(() -> TopologyYaml.read(folder)).hasMessageContaining("K1302");
    }

    @Test
    void file_inAnotherEncoding_namesTheByte(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("latin.yaml");
        Files.write(file, "cluster: shop\ndialect: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> TopologyYaml.read(file))
                .hasMessageContaining("latin.yaml:2:13: Byte 0xE9 is not UTF-8")
                .hasMessageContaining("K1301");
    }

    @Test
    void file_aboveTheLimit_isRefusedUnread(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.yaml");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(TopologyYaml.SIZE_MAX + 1L);
        }
        assertThatThrownBy(() -> TopologyYaml.read(file))
                .hasMessageContaining("limit")
                .hasMessageContaining("K1301");
    }

    @Test
    void secretFile_withoutEnd_isNotReadToItsEnd(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/password"), "x".repeat(70_000));
        Path file = folder.resolve("cluster.yaml");
        Files.writeString(file, Samples.text("full.yaml"));
        assertThatThrownBy(() -> TopologyYaml.read(file))
                .hasMessageContaining("5:53")
                .hasMessageContaining("longer than");
    }

    @Test
    void moreThanTwentyErrors_areCounted() {
        StringBuilder text = new StringBuilder(Samples.text("minimal.yaml"));
        for (int i = 0; i < 30; i++) {
            text.append("unknown_").append(i).append(": 1\n");
        }
        assertThatThrownBy(() -> Samples.parse(text.toString())).satisfies(error -> {
            String message = String.valueOf(error.getMessage());
            assertThat(message.lines().filter(line -> line.startsWith("cluster.yaml:")))
                    .hasSize(20);
            assertThat(message).contains("and 10 more.");
        });
    }
}
