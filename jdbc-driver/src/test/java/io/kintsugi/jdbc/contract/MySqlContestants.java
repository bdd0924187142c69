package io.kintsugi.jdbc.contract;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.jdbc.KintsugiDataSource;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Connector/J on one plain database, and ours over two shards on servers of their own. */
final class MySqlContestants {
    private static final String FAMILY = "mysql";
    private static final String CONNECTION = "sslMode=DISABLED&allowPublicKeyRetrieval=true";

    private static final String TOPOLOGY = """
            cluster: contract
            dialect: mysql
            nodes:
              k: {url: "%s"}
              n0: {url: "%s"}
              n1: {url: "%s"}
            catalog: {nodes: [k]}
            keyspaces:
              main:
                shards: {s0: {nodes: [n0]}, s1: {nodes: [n1]}}
                tables:
                  users: {key: user_id}
                  orders: {key: user_id}
                  notes: {key: user_id, generate: {note_id: sequence}}
                  kinds: {key: id}
                  country: {reference: true}
                functions: {twice: {key: 1}, orders_of: {key: 1}, rename_user: {key: 1}, age_user: {key: 1}}
            """;

    private MySqlContestants() {}

    static List<Contestant> both() {
        try {
            MySqlTexts texts = new MySqlTexts();
            return List.of(plain(texts), sharded(texts));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Contestant plain(Texts texts) throws SQLException {
        SharedMySql.Database database = SharedMySql.get().newDatabase();
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl(database.jdbcUrl());
        return Contestants.defined(
                new Contestant(FAMILY, "native MySQL", texts, source, List.of(database.name()), false));
    }

    private static Contestant sharded(Texts texts) throws SQLException {
        SharedMySql.Database catalog = SharedMySql.get().newDatabase();
        List<SharedMySql.Database> shards = SharedMySql.newDatabases(2);
        Path file = write(TOPOLOGY.formatted(node(catalog), node(shards.get(0)), node(shards.get(1))));
        ClusterPreparation.prepare(
                TopologyYaml.read(file),
                node -> DriverManager.getConnection(
                        "jdbc:mysql://" + node.address() + "/" + node.database() + "?" + CONNECTION, "root", ""));
        KintsugiDataSource source = new KintsugiDataSource(
                "jdbc:kintsugi:mysql:file:" + file + "?transactionMode=best-effort&mergeFetchSize=4");
        source.setUser("root");
        source.setPassword("");
        List<String> databases = Stream.of(catalog, shards.get(0), shards.get(1))
                .map(SharedMySql.Database::name)
                .distinct()
                .toList();
        return Contestants.defined(new Contestant(FAMILY, "Kintsugi on 2 x MySQL", texts, source, databases, true));
    }

    private static String node(SharedMySql.Database database) {
        return "mysql://127.0.0.1:" + database.port() + "/" + database.name() + "?" + CONNECTION;
    }

    private static Path write(String yaml) {
        try {
            Path file = Files.createTempFile("cluster", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, yaml);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
