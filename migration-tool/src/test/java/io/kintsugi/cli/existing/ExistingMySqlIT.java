package io.kintsugi.cli.existing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.CliRunner;
import io.kintsugi.cli.CliRunner.Result;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.testkit.engine.MySqlTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code advise} and {@code validate --against} on schemas that grew on one MySQL server. */
@MySqlTest
final class ExistingMySqlIT {
    private final SharedMySql.Database database = SharedMySql.get().newDatabase();

    @TempDir
    private Path folder = Path.of("");

    private void define(List<String> statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Result run(String... arguments) {
        return new CliRunner().run(arguments);
    }

    @Test
    void advise_followsForeignKeysAndNames_whateverTheirSpelling() throws SQLException, IOException {
        define(MySqlShop.TABLES);
        Result result = run("advise", "--database", database.jdbcUrl());
        assertThat(result.exitCode()).as(result.error()).isEqualTo(ExitCode.OK);
        assertThat(result.out())
                .contains("dialect: mysql", "url: \"mysql://s0-a:3306/" + database.name() + "\"")
                .contains("Users: {key: id, generate: {id: sequence}}")
                .contains("orders: {key: user_id, generate: {id: sequence}}")
                .contains("order: {key: user_id}", "visits: {key: user_id}")
                .contains("country: {reference: true}", "currency: {reference: true, generate: {id: sequence}}")
                .contains("\"o`dd ta%ble\": {}");
        Path proposed = file("proposed.yaml", result.out());
        Result valid = run("validate", proposed.toString());
        assertThat(valid.exitCode()).as(valid.error()).isEqualTo(ExitCode.OK);
    }

    @Test
    void validate_judgesEveryPartByItself() throws SQLException {
        define(MySqlShop.TABLES);
        define(MySqlShop.PROGRAMS);
        Result result = run("validate", "--against", database.jdbcUrl());
        assertThat(result.exitCode()).as(result.error()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(result.out())
                .contains("refused  constraint email of table Users", "UNIQUE (email)")
                .contains("refused  table memo", "MyISAM")
                .contains("refused  trigger audited of table orders")
                .contains("refused  event nightly")
                .contains("decide  function total_for", "decide  procedure forget")
                .doesNotContain("own_row", "column Users.Id", "password");
    }

    private Result advise(String... more) {
        List<String> arguments = new ArrayList<>(List.of("advise", "--database", database.jdbcUrl()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private void app(List<String> statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
            try (PreparedStatement prepared =
                    connection.prepareStatement("SELECT * FROM orders WHERE user_id = ? AND id = ?")) {
                for (int user = 1; user <= 90; user++) {
                    prepared.setLong(1, user);
                    prepared.setLong(2, user);
                    prepared.executeQuery().close();
                }
            }
        }
    }

    @Test
    void statistics_weighTheShapesByTheirCalls() throws SQLException, IOException {
        define(MySqlShop.TABLES);
        // The table of digests is small and of the whole server; full of others' statements it would keep none of ours.
        define(List.of("TRUNCATE performance_schema.events_statements_summary_by_digest"));
        String long1 = "SELECT * FROM orders WHERE user_id IN (" + "1234567890, ".repeat(150) + "1) AND total > 0";
        app(Stream.of(
                        Collections.nCopies(5, "SELECT COUNT(*) FROM orders"),
                        Collections.nCopies(3, "SELECT RANK() OVER (ORDER BY id) FROM orders"),
                        Collections.nCopies(2, long1),
                        List.of("SET @x = 1"))
                .flatMap(List::stream)
                .toList());
        Result result = advise("--statistics");
        assertThat(result.exitCode()).as(result.error()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("orders: {key: user_id");
        assertThat(result.error())
                .contains(
                        "90.0 % go to one shard", "7.0 % are reads merged", "3.0 % are reads for which rows are pulled")
                .contains("100 statements of 4 shapes", " more touch no table", "3 × SELECT RANK()");
    }

    @Test
    void statisticsThatMayNotBeRead_orDoNotExist_areToldOf() throws SQLException {
        define(MySqlShop.TABLES);
        String user = account("SELECT ON `" + database.name() + "`.*");
        Result forbidden = run("advise", "--database", as(user), "--statistics");
        assertThat(forbidden.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(forbidden.error())
                .contains("may not read the digests", "GRANT SELECT ON performance_schema.")
                .doesNotContain("secret");
        String empty = SharedMySql.get().newDatabase().jdbcUrl();
        assertThat(run("advise", "--database", empty).error()).contains("There are no tables");
        String consumer =
                "UPDATE performance_schema.setup_consumers SET enabled = '%s' WHERE name = 'statements_digest'";
        try {
            define(List.of(
                    consumer.formatted("NO"), "TRUNCATE performance_schema.events_statements_summary_by_digest"));
            Result none = advise("--statistics");
            assertThat(none.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
            assertThat(none.error()).contains("has no statement of this database", "statements_digest");
        } finally {
            define(List.of(consumer.formatted("YES")));
        }
    }

    /** A new account with nothing but these rights; its password is secret. */
    private String account(String... grants) throws SQLException {
        String user = "u" + database.name().substring(20);
        List<String> statements = new ArrayList<>(List.of("CREATE USER " + user + " IDENTIFIED BY 'secret'"));
        for (String grant : grants) {
            statements.add("GRANT " + grant + " TO " + user);
        }
        define(statements);
        return user;
    }

    private String as(String user) {
        return database.jdbcUrl().replace("user=root", "user=" + user) + "&password=secret";
    }

    @Test
    void accountWithoutRights_isToldWhatItDoesNotSee() throws SQLException {
        define(MySqlShop.TABLES);
        define(MySqlShop.PROGRAMS);
        String user = account("SELECT, INSERT ON `" + database.name() + "`.`Users`");
        Result hidden = run("validate", "--against", as(user));
        assertThat(hidden.out()).contains("decide  account", "no SELECT, SHOW VIEW, TRIGGER, EVENT, SHOW_ROUTINE");
        define(List.of("GRANT SELECT ON `" + database.name() + "`.big_orders TO " + user));
        Result unreadable = run("advise", "--database", as(user));
        assertThat(unreadable.exitCode()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(unreadable.error())
                .contains("The view big_orders cannot be read: ", "GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON");
        Result all = run("validate", "--against", database.jdbcUrl());
        assertThat(all.out()).doesNotContain("decide  account");
        define(List.of(
                "CREATE ROLE r" + user,
                "GRANT SELECT, SHOW VIEW, TRIGGER, EVENT, EXECUTE ON `" + database.name() + "`.* TO r" + user,
                "GRANT SHOW_ROUTINE ON *.* TO r" + user,
                "GRANT r" + user + " TO " + user,
                "SET DEFAULT ROLE ALL TO " + user));
        Result byRole = run("validate", "--against", as(user));
        assertThat(byRole.out()).as(byRole.error()).contains("would be refused").doesNotContain("decide  account");
    }

    @Test
    void serverThatIsAway_orTakesNoSuchUser_isToldShortly() {
        Result away = run("advise", "--database", "mysql://127.0.0.1:1/shop?user=u&password=secret");
        assertThat(away.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(away.error())
                .contains("Communications link failure: Connection refused")
                .doesNotContain("secret");
        Result stranger = run(
                "validate", "--against", database.jdbcUrl().replace("user=root", "user=nobody") + "&password=secret");
        assertThat(stranger.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(stranger.error()).contains("Access denied for user 'nobody'").doesNotContain("secret");
        String nameless = database.jdbcUrl().replace(database.name(), "");
        Result none = run("advise", "--database", nameless);
        assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(none.error()).contains("names no database");
    }

    @Test
    void password_mayComeFromTheEnvironment() throws SQLException {
        define(MySqlShop.TABLES);
        String user = account("ALL PRIVILEGES ON `" + database.name() + "`.*");
        String url = database.jdbcUrl().replace("user=root", "user=" + user);
        Result result = new CliRunner().with("KINTSUGI_PASSWORD", "secret").run("advise", "--database", url);
        assertThat(result.exitCode()).as(result.error()).isEqualTo(ExitCode.OK);
    }
}
