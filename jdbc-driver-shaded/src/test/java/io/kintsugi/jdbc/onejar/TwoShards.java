package io.kintsugi.jdbc.onejar;

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

    /** Its URL. */
    static String create(Path folder) throws IOException, SQLException {
        String yaml = """
                cluster: test
                dialect: postgresql
                credentials: {user: postgres, password: ''}
                nodes:
                  c: {url: "postgresql://127.0.0.1:%1$d/%2$s"}
                  a: {url: "postgresql://127.0.0.1:%1$d/%3$s"}
                  b: {url: "postgresql://127.0.0.1:%1$d/%4$s"}
                catalog: {nodes: [c]}
                keyspaces:
                  main:
                    shards: {s0: {nodes: [a]}, s1: {nodes: [b]}}
                    tables: {users: {key: user_id}}
                """.formatted(SharedPostgres.get().server().port(), database(), database(), database());
        Path file = Files.writeString(folder.resolve("cluster.yaml"), yaml);
        ClusterPreparation.prepare(
                TopologyYaml.read(file), node -> SharedPostgres.get().server().connect(node.database()));
        return "jdbc:kintsugi:postgresql:file:" + file + "?user=postgres";
    }

    private static String database() {
        return SharedPostgres.get().newDatabase().name();
    }
}
