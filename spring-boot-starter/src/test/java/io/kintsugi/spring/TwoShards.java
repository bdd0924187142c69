package io.kintsugi.spring;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** A prepared cluster of two shards with a table {@code users} (key {@code user_id}) yet to be created. */
final class TwoShards {
    private TwoShards() {}

    /** @param second the second shard's database, which a test may drop */
    static String url(Path folder, String second) throws IOException, SQLException {
        String yaml = """
                cluster: spring
                dialect: postgresql
                nodes:
                  catalog: {url: "postgresql://127.0.0.1:%1$d/%2$s"}
                  s0: {url: "postgresql://127.0.0.1:%1$d/%3$s"}
                  s1: {url: "postgresql://127.0.0.1:%1$d/%4$s"}
                catalog: {nodes: [catalog]}
                keyspaces:
                  main:
                    shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}
                    tables: {users: {key: user_id}}
                """.formatted(SharedPostgres.get().server().port(), database(), database(), second);
        Path file = Files.writeString(folder.resolve("cluster.yaml"), yaml);
        ClusterPreparation.prepare(
                TopologyYaml.read(file), node -> SharedPostgres.get().server().connect(node.database()));
        return "jdbc:kintsugi:postgresql:file:" + file;
    }

    static String database() {
        return SharedPostgres.get().newDatabase().name();
    }
}
