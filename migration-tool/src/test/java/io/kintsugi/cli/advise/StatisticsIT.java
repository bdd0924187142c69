package io.kintsugi.cli.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.CliRunner;
import io.kintsugi.cli.CliRunner.Result;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.embedded.PostgresOptions;
import io.kintsugi.embedded.PostgresServer;
import io.kintsugi.embedded.SharedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements from {@code pg_stat_statements}. */
final class StatisticsIT {
    private static final List<String> TABLES = List.of(
            "CREATE TABLE users (user_id bigint PRIMARY KEY, name text)",
            "CREATE TABLE orders (user_id bigint NOT NULL REFERENCES users, id bigint, PRIMARY KEY (user_id, id))",
            "CREATE FUNCTION inner_work() RETURNS bigint LANGUAGE plpgsql AS"
                    + " 'BEGIN RETURN (SELECT count(*) FROM users); END'");

    private static void run(String url, List<String> statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private static Result advise(String url) {
        return new CliRunner().run("advise", "--database", url, "--statistics");
    }

    @Test
    void statistics_weighTheShapesByTheirCalls_whereverTheExtensionIs() throws SQLException {
        PostgresOptions options = PostgresOptions.builder()
                .name("counting")
                .durable(false)
                .setting("shared_preload_libraries", "pg_stat_statements")
                .setting("pg_stat_statements.track", "all")
                .build();
        try (PostgresServer server = PostgresServer.started(options)) {
            server.createDatabase("shop");
            String url = server.jdbcUrl("shop");
            run(url, TABLES);
            run(url, List.of("CREATE SCHEMA stats", "CREATE EXTENSION pg_stat_statements SCHEMA stats"));
            run(url, List.of("CREATE ROLE limited LOGIN PASSWORD 'secret'"));
            work(url);
            run(server.jdbcUrl("postgres"), List.of("SELECT 'of another database'"));
            Result result = advise(url);
            assertThat(result.exitCode()).as(result.error()).isEqualTo(ExitCode.OK);
            assertThat(result.out()).contains("users: {key: user_id}", "orders: {key: user_id}");
            assertThat(result.error()).contains("4 × SELECT rank() OVER (ORDER BY id) FROM orders");
            assertThat(shares(result.error())).containsExactly(84, 12, 4, 0);
            run(url, List.of("GRANT USAGE ON SCHEMA stats TO limited", "GRANT CONNECT ON DATABASE shop TO limited"));
            String limited = url.replaceAll("user=[a-z]+", "user=limited") + "&password=secret";
            Result hidden = advise(limited);
            assertThat(hidden.error()).contains("may not see the statements of others", "pg_read_all_stats");
            assertThat(hidden.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        }
    }

    private static void work(String url) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statements.add("SELECT count(*) FROM orders");
            statements.add("SELECT rank() OVER (ORDER BY id) FROM orders");
            statements.add("SELECT * FROM orders WHERE user_id IN (1, 2, " + i + ")");
            statements.add("SELECT * FROM orders WHERE user_id IN (" + i + ", 7)");
        }
        run(url, statements);
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement select = connection.prepareStatement("SELECT name FROM users WHERE user_id = ?")) {
            for (int user = 0; user < 84; user++) {
                select.setLong(1, user);
                select.executeQuery().close();
            }
        }
    }

    /** The shares of one shard, merges and refusals among a hundred statements. */
    private static List<Integer> shares(String summary) {
        return summary.lines()
                .filter(line -> line.matches(" +[0-9.]+ % .*") && !line.contains("writes"))
                .map(line -> (int) Math.round(Double.parseDouble(line.strip().split(" ")[0])))
                .toList();
    }

    @Test
    void serverThatDoesNotCount_isToldOf() throws SQLException {
        String url = SharedPostgres.get().newDatabase().jdbcUrl();
        run(url, TABLES);
        Result missing = advise(url);
        assertThat(missing.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(missing.error()).contains("has no pg_stat_statements", "shared_preload_libraries");
        run(url, List.of("CREATE EXTENSION pg_stat_statements"));
        Result idle = advise(url);
        assertThat(idle.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(idle.error()).contains("is not loaded by the server", "shared_preload_libraries");
    }

    @Test
    void serverThatIsAway_isToldShortly() {
        Result away = new CliRunner().run("advise", "--database", "postgresql://127.0.0.1:1/shop?password=secret");
        assertThat(away.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(away.error())
                .contains("The database cannot be read: Connection to 127.0.0.1:1 refused")
                .doesNotContain("secret");
    }
}
