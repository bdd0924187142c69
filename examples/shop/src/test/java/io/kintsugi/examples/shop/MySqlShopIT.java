package io.kintsugi.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The same shop on MySQL: on one plain server, and on two shards by another URL. */
@MySqlTest
final class MySqlShopIT {
    private static final String PARAMETERS = "?user=root&password=&sslMode=DISABLED&allowPublicKeyRetrieval=true";

    @Test
    void sums_onOneServer_areRight() throws Exception {
        runAndCheck(SharedMySql.get().newDatabase().jdbcUrl());
    }

    @Test
    void sums_onTwoShards_areRight() throws Exception {
        List<SharedMySql.Database> databases = SharedMySql.newDatabases(3);
        runAndCheck(clusterUrl(databases));
        assertThat(count(databases.get(0), "orders")).isZero();
        assertThat(count(databases.get(1), "orders")).isPositive();
        assertThat(count(databases.get(2), "orders")).isPositive();
        assertThat(count(databases.get(1), "product")).isEqualTo(count(databases.get(2), "product"));
    }

    private static void runAndCheck(String url) throws SQLException, InterruptedException {
        Shop shop = new Shop(new UrlDataSource(url), 7);
        shop.dropSchema();
        shop.createSchema();
        shop.load(100, 20, ProgressListener.SILENT);
        Workload workload = shop.run(200, 3, ProgressListener.SILENT);
        assertThat(workload.firstErrors()).isEmpty();
        assertThat(workload.placed()).isPositive();
        ShopCheck check = shop.check();
        assertThat(check.differences()).isEmpty();
        assertThat(check.found().orders()).isEqualTo(workload.placed());
    }

    private static long count(SharedMySql.Database database, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The shop's own topology file, with these databases put in. */
    private static String clusterUrl(List<SharedMySql.Database> databases) throws IOException, SQLException {
        Map<String, String> environment = Map.of(
                "KINTSUGI_DATABASE", databases.get(0).name(),
                "KINTSUGI_CATALOG_PORT", Integer.toString(databases.get(0).port()),
                "KINTSUGI_S0_PORT", Integer.toString(databases.get(1).port()),
                "KINTSUGI_S1_PORT", Integer.toString(databases.get(2).port()));
        String yaml;
        try (InputStream stream = Shop.class.getResourceAsStream("/shop-cluster-mysql.yaml")) {
            yaml = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
        Topology topology =
                TopologyYaml.parse(yaml, "shop", name -> Optional.ofNullable(environment.get(name)), path -> "");
        ClusterPreparation.prepare(topology, MySqlShopIT::connect);
        Path file = Files.createTempFile("shop", ".yaml");
        file.toFile().deleteOnExit();
        Files.writeString(file, TopologyYaml.write(topology));
        return "jdbc:kintsugi:mysql:file:" + file + "?user=root";
    }

    private static Connection connect(Node node) throws SQLException {
        return DriverManager.getConnection("jdbc:mysql://" + node.address() + "/" + node.database() + PARAMETERS);
    }
}
