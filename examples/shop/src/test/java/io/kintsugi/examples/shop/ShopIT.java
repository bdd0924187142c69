package io.kintsugi.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.Node;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShopIT {
    private static final String USER = "postgres";

    @Test
    void sums_onOneServer_areRight() throws Exception {
        String url = SharedPostgres.get().newDatabase().jdbcUrl();
        runAndCheck(url);
    }

    @Test
    void sums_onTwoShards_areRight() throws Exception {
        List<String> databases = List.of(newDatabase(), newDatabase(), newDatabase());
        runAndCheck(clusterUrl(databases));
        assertThat(count(databases.get(1), "orders")).isPositive();
        assertThat(count(databases.get(2), "orders")).isPositive();
        assertThat(count(databases.get(0), "orders")).isZero();
        assertThat(count(databases.get(1), "product")).isEqualTo(count(databases.get(2), "product"));
    }

    private static void runAndCheck(String url) throws SQLException, InterruptedException {
        Shop shop = new Shop(new UrlDataSource(url), 7);
        shop.dropSchema();
        shop.createSchema();
        List<Progress> heard = new ArrayList<>();
        shop.load(300, 20, heard::add);
        assertThat(heard).last().satisfies(last -> assertThat(last.done()).isEqualTo(320));
        Workload workload =
                shop.run(400, 3, progress -> assertThat(progress.phase()).isEqualTo("workload"));
        assertThat(workload.firstErrors()).isEmpty();
        assertThat(workload.operations()).isEqualTo(400);
        assertThat(workload.placed()).isPositive();
        assertThat(workload.paid()).isPositive();
        Workload second = shop.run(Duration.ofMillis(300), 2, ProgressListener.SILENT);
        assertThat(second.failed()).isZero();
        ShopCheck check = shop.check();
        assertThat(check.differences()).isEmpty();
        assertThat(check.found().orders()).isEqualTo(workload.placed() + second.placed());
    }

    @Test
    void lostRow_isFoundByTheCheck() throws Exception {
        String url = SharedPostgres.get().newDatabase().jdbcUrl();
        Shop shop = new Shop(new UrlDataSource(url), 7);
        shop.createSchema();
        shop.load(10, 5, ProgressListener.SILENT);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM users WHERE user_id = 3");
        }
        assertThat(shop.check().differences()).containsExactly("users: expected 10, found 9.");
        assertThatThrownBy(shop::createSchema).isInstanceOf(SQLException.class);
    }

    @Test
    void program_reportsRightSums() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String[] arguments = {clusterUrl(List.of(newDatabase(), newDatabase(), newDatabase())), "50", "1", "2"};
        int code = ShopMain.run(arguments, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("The sums are right");
        assertThat(code).isZero();
        assertThat(ShopMain.run(new String[] {"url", "many"}, new PrintStream(bytes, true, StandardCharsets.UTF_8)))
                .isEqualTo(2);
    }

    private static String newDatabase() {
        return SharedPostgres.get().newDatabase().name();
    }

    private static long count(String database, String table) throws SQLException {
        try (Connection connection = SharedPostgres.get().server().connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The shop's own topology file, with these databases put in. */
    private static String clusterUrl(List<String> databases) throws IOException, SQLException {
        String port = Integer.toString(SharedPostgres.get().server().port());
        Map<String, String> environment = Map.of(
                "KINTSUGI_CATALOG_PORT",
                port,
                "KINTSUGI_CATALOG_DATABASE",
                databases.get(0),
                "KINTSUGI_S0_PORT",
                port,
                "KINTSUGI_S0_DATABASE",
                databases.get(1),
                "KINTSUGI_S1_PORT",
                port,
                "KINTSUGI_S1_DATABASE",
                databases.get(2));
        String yaml;
        try (InputStream stream = Shop.class.getResourceAsStream("/shop-cluster.yaml")) {
            yaml = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
        Topology topology =
                TopologyYaml.parse(yaml, "shop", name -> Optional.ofNullable(environment.get(name)), path -> "");
        ClusterPreparation.prepare(topology, ShopIT::connect);
        Path file = Files.createTempFile("shop", ".yaml");
        file.toFile().deleteOnExit();
        Files.writeString(file, TopologyYaml.write(topology));
        return "jdbc:kintsugi:postgresql:file:" + file + "?user=" + USER;
    }

    private static Connection connect(Node node) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + node.address() + "/" + node.database(), USER, "");
    }
}
