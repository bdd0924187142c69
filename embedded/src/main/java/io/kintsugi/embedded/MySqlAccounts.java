package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The administrator's account, made by statements that the server runs before its first connection. A password goes
 * through this file, which only the server's user can read and which is deleted after the start, never through a
 * command line that everybody sees.
 */
final class MySqlAccounts {

    private MySqlAccounts() {}

    static Path file(Path dataFolder) {
        return dataFolder.resolve("kintsugi-accounts.sql");
    }

    static void write(Path dataFolder, MySqlOptions options) throws IOException {
        Path file = file(dataFolder);
        Files.writeString(file, "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, String.join("\n", statements(options)) + "\n");
    }

    /** One a line, as the server demands. Nothing of it is replicated: each server makes its own. */
    private static List<String> statements(MySqlOptions options) {
        List<String> statements = new ArrayList<>(creation(options));
        if (options.user().equals("root")) {
            // The more exact account would win over ours: MySQL makes one of these, MariaDB both.
            statements.add("DROP USER IF EXISTS 'root'@'localhost', 'root'@'127.0.0.1';");
        }
        statements.add("SET SESSION sql_log_bin = 1;");
        return statements;
    }

    /** Leaves what a new server has as it is. */
    static List<String> creation(MySqlOptions options) {
        String account = MySql.literal(options.user()) + "@'%'";
        String password = MySql.literal(options.password().orElse(""));
        return List.of(
                "SET SESSION sql_log_bin = 0;",
                "CREATE USER IF NOT EXISTS " + account + " IDENTIFIED BY " + password + ";",
                "GRANT ALL ON *.* TO " + account + " WITH GRANT OPTION;");
    }
}
