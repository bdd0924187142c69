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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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
}
