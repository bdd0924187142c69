package io.kintsugi.cli.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.CliRunner;
import io.kintsugi.cli.CliRunner.Result;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.embedded.SharedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate --against} and {@code advise} on a shop that grew on one PostgreSQL server. */
class ExistingDatabaseIT {
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE country (code char(2) PRIMARY KEY, name text)",
            "CREATE TABLE users (id bigserial PRIMARY KEY, email text UNIQUE, country char(2) REFERENCES country)",
            "CREATE TABLE orders (id bigserial, user_id bigint NOT NULL REFERENCES users, total numeric(12,2),"
                    + " PRIMARY KEY (user_id, id))",
            "CREATE TABLE items (order_id bigint NOT NULL, user_id bigint NOT NULL, sku text NOT NULL,"
                    + " PRIMARY KEY (user_id, order_id, sku), FOREIGN KEY (user_id, order_id) REFERENCES orders (user_id, id))",
            "CREATE TABLE settings (name text PRIMARY KEY, value text)",
            "CREATE FUNCTION total_for(bigint) RETURNS numeric STABLE LANGUAGE sql AS"
                    + " 'SELECT sum(total) FROM orders WHERE user_id = $1'",
            "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TRIGGER stamping BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamp()",
            "CREATE VIEW big_orders AS SELECT * FROM orders WHERE total > 100",
            "CREATE SEQUENCE invoice_numbers");

    private final SharedPostgres.Database database = SharedPostgres.get().newDatabase();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void define() throws SQLException {
        try (Connection connection = SharedPostgres.get().server().connect(database.name());
                Statement statement = connection.createStatement()) {
            for (String definition : SCHEMA) {
                statement.execute(definition);
            }
        }
    }

    private static Result run(String... arguments) {
        return new CliRunner().run(arguments);
    }

    @Test
    void validate_withoutTopology_judgesByTheProposal() {
        Result result = run("validate", "--against", database.jdbcUrl());

        assertThat(result.exitCode()).as(result.error()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(result.out())
                .contains("constraint users_email_key of table users")
                .contains("does not contain the sharding key")
                .contains("trigger stamping of table orders")
                .contains("decide  function total_for")
                .contains("functions: {total_for: {key: 1}}")
                .contains("decide  sequence invoice_numbers")
                .contains(" definitions of ")
                .doesNotContain("password");
    }

    @Test
    void validate_withATopology_namesWhatIsNotListedAndWhatIsNotGenerated() throws IOException {
        Path topology = folder.resolve("shop.yaml");
        Files.writeString(topology, """
                cluster: shop
                dialect: postgresql
                nodes:
                  k: {url: "postgresql://k.example:5432/shop"}
                  a: {url: "postgresql://a.example:5432/shop"}
                  b: {url: "postgresql://b.example:5432/shop"}
                catalog: {nodes: [k]}
                keyspaces:
                  shop:
                    shards: {s0: {nodes: [a]}, s1: {nodes: [b]}}
                    tables:
                      users: {key: id}
                      orders: {key: user_id, generate: {id: sequence}}
                      items: {key: user_id}
                      country: {reference: true}
                    functions: {total_for: {key: 1}}
                """);

        Result result = run("validate", topology.toString(), "--against", database.jdbcUrl(), "-o", "json");

        assertThat(result.exitCode()).as(result.error()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(result.out())
                .contains("\"subject\": \"table settings\"")
                .contains("\"code\": \"K1009\"")
                .contains("\"subject\": \"column users.id\"")
                .contains("generate: {id: sequence}")
                .doesNotContain("column orders.id")
                .doesNotContain("function total_for");
    }

    @Test
    void validate_ofADatabaseThatFits_isContent() throws SQLException {
        String fitting = SharedPostgres.get().newDatabase().name();
        try (Connection connection = SharedPostgres.get().server().connect(fitting);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id bigint PRIMARY KEY, age integer)");
            statement.execute("CREATE TABLE orders (id bigint, user_id bigint NOT NULL REFERENCES users,"
                    + " PRIMARY KEY (user_id, id))");
        }

        Result result =
                run("validate", "--against", SharedPostgres.get().server().jdbcUrl(fitting));

        assertThat(result.exitCode()).as(result.out() + result.error()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("None of 5 definitions").contains("would be refused");
    }

    @Test
    void validate_ofNothing_saysHowToCallIt() {
        Result result = run("validate");

        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.error()).contains("Neither a FILE nor --against is given.");
        assertThat(run("validate", "--against", "oracle://x").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void advise_followsTheForeignKeys() throws IOException {
        Result result = run("advise", "--database", database.jdbcUrl(), "--shards", "3");

        assertThat(result.exitCode()).as(result.error()).isEqualTo(ExitCode.OK);
        assertThat(result.out())
                .contains("users: {key: id, generate: {id: sequence}}")
                .contains("orders: {key: user_id, generate: {id: sequence}}")
                .contains("items: {key: user_id}")
                .contains("country: {reference: true}")
                .contains("settings: {}")
                .contains("s2: {nodes: [s2-a]}");
        Path file = folder.resolve("proposed.yaml");
        Files.writeString(file, result.out());
        assertThat(run("validate", file.toString()).exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void advise_withALog_tellsTheShareOfOneShard() throws IOException {
        Path log = folder.resolve("postgresql.log");
        Files.writeString(log, """
                2026-11-20 10:00:00.000 UTC [7] LOG:  statement: SELECT * FROM orders WHERE user_id = 7
                2026-11-20 10:00:00.001 UTC [7] LOG:  execute <unnamed>: SELECT * FROM users WHERE id = $1
                2026-11-20 10:00:00.001 UTC [7] DETAIL:  Parameters: $1 = '7'
                2026-11-20 10:00:00.002 UTC [7] LOG:  duration: 0.120 ms  statement: UPDATE orders SET total = 1
                	WHERE user_id = 9 AND id = 3
                2026-11-20 10:00:00.003 UTC [7] LOG:  statement: BEGIN
                2026-11-20 10:00:00.004 UTC [7] LOG:  statement: SELECT count(*) FROM orders
                """);

        Result result = run("advise", "--database", database.jdbcUrl(), "--statements", log.toString());

        assertThat(result.exitCode()).as(result.error()).isEqualTo(ExitCode.OK);
        assertThat(result.error()).contains("4 statements of 4 shapes", "75.0 % go to one shard", "1 more are no queries");
    }
}
