package io.kintsugi.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.CliRunner;
import io.kintsugi.cli.CliRunner.Result;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.manager.ManagerServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** init, doctor, status, sql and explain on a cluster of three databases. */
final class ClusterCommandsIT {
    @TempDir
    private Path folder = Path.of("");

    private Path cluster = Path.of("");
    private String catalog = "";

    @BeforeEach
    void writeTheCluster() throws IOException {
        catalog = SharedPostgres.get().newDatabase().name();
        String s0 = SharedPostgres.get().newDatabase().name();
        String s1 = SharedPostgres.get().newDatabase().name();
        int port = SharedPostgres.get().server().port();
        cluster = folder.resolve("cluster.yaml");
        Files.writeString(cluster, """
                cluster: shop
                dialect: postgresql
                credentials: {user: postgres, password: ""}
                nodes:
                  k-a: {url: "postgresql://127.0.0.1:%1$d/%2$s"}
                  c0-a: {url: "postgresql://127.0.0.1:%1$d/%3$s"}
                  c1-a: {url: "postgresql://127.0.0.1:%1$d/%4$s"}
                catalog: {nodes: [k-a]}
                keyspaces:
                  customers:
                    shards:
                      s0: {nodes: [c0-a]}
                      s1: {nodes: [c1-a]}
                    tables:
                      users: {key: user_id}
                """.formatted(port, catalog, s0, s1));
    }

    private Result run(String... arguments) {
        return new CliRunner().run(arguments);
    }

    private Result on(String command, String... more) {
        String[] all = new String[more.length + 3];
        all[0] = command;
        all[1] = "--cluster";
        all[2] = cluster.toString();
        System.arraycopy(more, 0, all, 3, more.length);
        return run(all);
    }

    @Test
    void init_createsOnce_andSaysSo() {
        Result first = on("init");
        assertThat(first.exitCode()).as(first.error()).isEqualTo(ExitCode.OK);
        assertThat(first.out()).contains("catalog", "customers/s0", "customers/s1", "created");
        Result second = on("init", "--output", "json");
        assertThat(second.out()).contains("\"created\": false").doesNotContain("\"created\": true");
    }

    @Test
    void init_ofADatabaseOfAnotherCluster_isRefused() throws IOException {
        on("init");
        Files.writeString(cluster, Files.readString(cluster).replace("cluster: shop", "cluster: other"));
        Result result = on("init");
        assertThat(result.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(result.error()).contains("already is", "[K1304]");
    }

    @Test
    void doctor_beforeInit_namesTheCommand_afterwardsOnlyWarns() {
        Result before = on("doctor");
        assertThat(before.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(before.out()).contains("no guard row", "kintsugi init --cluster " + cluster);
        on("init");
        Result after = on("doctor");
        assertThat(after.exitCode()).as(after.out()).isEqualTo(ExitCode.OK);
        assertThat(after.out()).contains("Nothing is broken on 3 nodes");
    }

    @Test
    void doctor_onABrokenNode_goesOnWithTheOthers() throws IOException {
        on("init");
        int port = SharedPostgres.get().server().port();
        Files.writeString(
                cluster,
                Files.readString(cluster).replaceFirst("(c1-a: \\{url: \"postgresql://127.0.0.1:)" + port, "$11"));
        Result result = on("doctor", "-o", "json");
        assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.out())
                .contains("\"severity\": \"unreachable\"", "\"subject\": \"c1-a\"", "\"serverVersion\": \"18");
    }

    @Test
    void doctor_tellsOfAnUnfinishedSchemaChange() throws SQLException {
        on("init");
        try (Connection connection = SharedPostgres.get().server().connect(catalog);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO kintsugi.ddl_job (id, statement, search_path, kind, state, client)"
                            + " VALUES (gen_random_uuid(), 'CREATE TABLE half (a int)', 'public', 'CREATE TABLE', 'running', 'me')");
        }
        Result result = on("doctor");
        assertThat(result.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(result.out()).contains("CREATE TABLE half (a int)", "kintsugi ddl resume");
        Result listed = on("ddl", "list");
        assertThat(listed.exitCode()).as(listed.error()).isEqualTo(ExitCode.OK);
        assertThat(listed.out()).contains("number", "CREATE TABLE half (a int)");
        assertThat(on("ddl", "abandon").exitCode()).isEqualTo(ExitCode.USAGE);
        String number =
                listed.out().lines().skip(1).findFirst().orElseThrow().strip().split("\\s+")[0];
        Result abandoned = on("ddl", "abandon", number);
        assertThat(abandoned.exitCode()).as(abandoned.error()).isEqualTo(ExitCode.OK);
        assertThat(on("ddl", "list").out()).contains("No schema change is unfinished.");
        assertThat(on("ddl", "resume").out()).contains("No schema change was unfinished.");
    }

    @Test
    void sqlAndExplain_runOnTheCluster() {
        on("init");
        Result created = on(
                "sql",
                "-c",
                "create table users (user_id bigint primary key, name text);"
                        + "insert into users values (1, 'Ada'); insert into users values (2, 'Bo');"
                        + "insert into users values (3, 'Cy'); select * from users order by user_id");
        assertThat(created.exitCode()).as(created.error()).isEqualTo(ExitCode.OK);
        assertThat(created.out()).contains("       1 | Ada\n       2 | Bo\n       3 | Cy\n(3 rows)");
        Result one = on("explain", "select name from users where user_id = ?", "--param", "2");
        assertThat(one.exitCode()).as(one.error()).isEqualTo(ExitCode.OK);
        assertThat(one.out()).contains("pass through", "customers/s");
        Result route = on("sql", "-c", "EXPLAIN (ROUTE) SELECT name FROM users WHERE user_id = 2");
        assertThat(route.out()).as(route.error()).contains("tier: pass through", "shard: customers/s", "because: ");
        Result merged = on("sql", "-c", "explain (route) select name from users");
        assertThat(merged.out()).contains("tier: streaming merge", "shards: customers/s0, customers/s1");
        Result unknown = on("sql", "-c", "select nothing from users where user_id = 1");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(unknown.error()).contains("column \"nothing\" does not exist", "[42703]");
        assertThat(on("sql", "-c", "select nothing from users").error()).contains("[42703]");
        assertThat(on("sql", "-c", "select * from nothing").error()).contains("error: Table nothing", "[K1009]");
        Result refused = on("sql", "-c", "update users set user_id = 7 where user_id = 1");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(refused.error()).contains("error: ", "way out: ", "[K1008]");
        Result places = on("sql", "-c", "\\dt");
        assertThat(places.out()).contains("sharded by user_id over s0, s1");
    }

    @Test
    void status_showsWhatTheManagerKnows() {
        on("init");
        try (ManagerServer manager = ManagerServer.builder(folder.resolve("state"))
                .clusterFile(cluster)
                .port(0)
                .start()) {
            Result result = run("status", "--manager", manager.pageAddress().toString());
            assertThat(result.exitCode()).as(result.error()).isEqualTo(ExitCode.OK);
            assertThat(result.out()).contains("cluster shop, topology version 1", "customers/s0", "c1-a");
            Result json = run("status", "-o", "json", "--manager", "127.0.0.1:" + manager.port());
            assertThat(json.out()).contains("\"health\"", "\"clients\"", "\"topologyVersion\":1");
            Result token = run(
                    "manager",
                    "--cluster",
                    cluster.toString(),
                    "--state",
                    folder + "/other",
                    "--port",
                    Integer.toString(manager.port()));
            assertThat(token.exitCode()).isEqualTo(ExitCode.PRECONDITION);
            assertThat(token.error()).contains("[K1601]");
        }
    }
}
