package io.kintsugi.examples.frameworks;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The clusters of the two topology files, their nodes moved to fresh databases of shared servers, prepared. */
final class TwoShards {
    private static final int NODES = 4;
    private static final int FIRST_POSTGRESQL_PORT = 5432;
    private static final int FIRST_MYSQL_PORT = 3306;

    /** Migration tools change the schema inside transactions, which MySQL commits by itself. */
    private static final String POSTGRESQL_PROPERTIES = "?user=postgres&schemaChangeInTransaction=commit";

    private static final String MYSQL_PROPERTIES = "?user=root";

    /** Programs that were written for one server write on several shards in one transaction. */
    private static final String COMMON_PROPERTIES = "&transactionMode=best-effort";

    private final String url;
    private final List<Place> places;

    private TwoShards(String url, List<Place> places) {
        this.url = url;
        this.places = places;
    }

    /** A database: its port, its name and the native way to it. */
    private record Place(int port, String database, String nativeUrl) {
        Connection connect() throws SQLException {
            return DriverManager.getConnection(nativeUrl);
        }

        boolean is(Node node) {
            return node.port() == port && node.database().equals(database);
        }
    }

    static TwoShards ofPostgreSql(Path folder) throws IOException, SQLException {
        int port = SharedPostgres.get().server().port();
        List<Place> places = Stream.generate(() -> SharedPostgres.get().newDatabase())
                .limit(NODES)
                .map(database -> new Place(port, database.name(), database.jdbcUrl()))
                .toList();
        Path file = prepare(folder, "cluster.yaml", FIRST_POSTGRESQL_PORT, places);
        return new TwoShards("jdbc:kintsugi:postgresql:file:" + file + POSTGRESQL_PROPERTIES, places);
    }

    /** One server for each node: the database has the same name on all. */
    static TwoShards ofMySql(Path folder) throws IOException, SQLException {
        List<Place> places = SharedMySql.newDatabases(NODES).stream()
                .map(database -> new Place(database.port(), database.name(), database.jdbcUrl()))
                .toList();
        Path file = prepare(folder, "cluster-mysql.yaml", FIRST_MYSQL_PORT, places);
        return new TwoShards("jdbc:kintsugi:mysql:file:" + file + MYSQL_PROPERTIES, places);
    }

    private static Path prepare(Path folder, String template, int firstPort, List<Place> places)
            throws IOException, SQLException {
        String yaml = Files.readString(Path.of(template));
        for (int node = 0; node < places.size(); node++) {
            Place place = places.get(node);
            yaml = yaml.replace(
                    "127.0.0.1:" + (firstPort + node) + "/shop", "127.0.0.1:" + place.port() + "/" + place.database());
        }
        Path file = Files.writeString(folder.resolve(template), yaml);
        ClusterPreparation.prepare(
                TopologyYaml.read(file), node -> place(node, places).connect());
        return file;
    }

    private static Place place(Node node, List<Place> places) {
        return places.stream().filter(place -> place.is(node)).findFirst().orElseThrow();
    }

    /** The swapped URL. */
    String url() {
        return url + COMMON_PROPERTIES;
    }

    /** How many rows a table has on one shard, counted there. */
    long rowsOn(int shard, String table) throws SQLException {
        try (Connection connection = places.get(shard + 1).connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
