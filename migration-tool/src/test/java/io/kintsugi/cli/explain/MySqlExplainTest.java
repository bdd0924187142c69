package io.kintsugi.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.CliRunner;
import io.kintsugi.cli.CliRunner.Result;
import io.kintsugi.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes shown from files alone, in MySQL's words. */
final class MySqlExplainTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void filesAlone_tellTheRoute() throws IOException {
        Path cluster = Files.writeString(folder.resolve("cluster.yaml"), """
                cluster: shop
                dialect: mysql
                nodes:
                  k-a: {url: "mysql://127.0.0.1:3306/shop"}
                  s0-a: {url: "mysql://127.0.0.1:3307/shop"}
                  s1-a: {url: "mysql://127.0.0.1:3308/shop"}
                catalog: {nodes: [k-a]}
                keyspaces:
                  shop:
                    shards:
                      s0: {nodes: [s0-a]}
                      s1: {nodes: [s1-a]}
                    tables:
                      orders: {key: user_id, generate: {order_id: sequence}}
                """);
        Path schema = Files.writeString(folder.resolve("schema.sql"), """
                CREATE TABLE `orders` (order_id bigint NOT NULL AUTO_INCREMENT, user_id bigint NOT NULL,
                    total_cents bigint, PRIMARY KEY (user_id, order_id), KEY (order_id)) ENGINE=InnoDB;
                """);

        Result one = explain(cluster, schema, "SELECT * FROM `orders` WHERE user_id = 7 # one");
        assertThat(one.exitCode()).as(one.error()).isEqualTo(ExitCode.OK);
        assertThat(one.out()).contains("tier: pass through", "shard: shop/s");
        Result all = explain(cluster, schema, "SELECT order_id FROM shop.orders ORDER BY total_cents LIMIT 5, 10");
        assertThat(all.exitCode()).as(all.error()).isEqualTo(ExitCode.OK);
        assertThat(all.out()).contains("tier: streaming merge", "shards: shop/s0, shop/s1");
    }

    private static Result explain(Path cluster, Path schema, String sql) {
        return new CliRunner().run("explain", "--cluster", cluster.toString(), "--schema", schema.toString(), sql);
    }
}
