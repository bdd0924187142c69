package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Fresh MySQL data folders: the server initialises one per owner and version; after that its result is copied. */
final class MySqlTemplate {

    /** Part of the template's name: raise it when what is initialised changes. */
    private static final String FORMAT = "1";

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Holds the server's identity, which it makes anew where it is missing; replicas must not share one. */
    private static final String IDENTITY_FILE = "auto.cnf";

    /** The one setting that cannot be changed later. */
    private static final String LOWER_CASE = "lower_case_table_names";

    private final MySqlBinaries binaries;
    private final ServerUser user;

    MySqlTemplate(MySqlBinaries binaries, ServerUser user) {
        this.binaries = binaries;
        this.user = user;
    }

    /** Fills an existing, empty folder. */
    void copyTo(Path dataFolder, MySqlOptions options) throws IOException {
        FileTrees.copy(template(options), dataFolder, path -> !path.endsWith(IDENTITY_FILE));
        user.takeOver(dataFolder);
    }

    private Path template(MySqlOptions options) throws IOException {
        Path cache = CacheFolder.choose(user);
        Path folder = cache.resolve("template-mysql-" + key(options));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try (FolderLock ignored = FolderLock.acquire(cache.resolve(folder.getFileName() + ".lock"))) {
            if (!Files.isDirectory(folder)) {
                initialise(folder, options);
            }
        }
        return folder;
    }

    private UUID key(MySqlOptions options) {
        String whole = String.join(
                "\n",
                FORMAT,
                binaries.program().toString(),
                binaries.version(),
                user.principal().getName(),
                lowerCase(options));
        return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8));
    }

    private void initialise(Path folder, MySqlOptions options) throws IOException {
        Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
        FileTrees.delete(partial);
        FileTrees.createPrivateFolder(partial);
        user.takeOver(partial);
        List<String> command = binaries.flavour() == MySqlBinaries.Flavour.MYSQL
                ? mySqlCommand(partial, options)
                : mariaDbCommand(partial, options);
        Commands.Result result = Commands.run(user.command(command), partial, LIMIT);
        if (!result.succeeded()) {
            FileTrees.delete(partial);
            throw new EmbeddedServerException(
                    ServerFailure.of(result.output()),
                    "A data folder could not be initialised by " + binaries.program() + ".",
                    result.output(),
                    null);
        }
        PostgresBinaries.moveIntoPlace(partial, folder);
    }

    private List<String> mySqlCommand(Path folder, MySqlOptions options) {
        List<String> command = new ArrayList<>(List.of(
                binaries.program().toString(),
                "--no-defaults",
                "--initialize-insecure",
                MySqlConfiguration.DATA_FOLDER_OPTION + folder,
                "--innodb-redo-log-capacity=16M",
                "--innodb-flush-method=nosync",
                "--lower-case-table-names=" + lowerCase(options)));
        command.addAll(MySqlLauncher.userOption(user));
        return command;
    }

    private List<String> mariaDbCommand(Path folder, MySqlOptions options) {
        List<String> command = new ArrayList<>(List.of(
                binaries.folder().resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + binaries.folder(),
                MySqlConfiguration.DATA_FOLDER_OPTION + folder,
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--lower-case-table-names=" + lowerCase(options)));
        command.addAll(MySqlLauncher.userOption(user));
        return command;
    }

    private static String lowerCase(MySqlOptions options) {
        return options.settings().entrySet().stream()
                .filter(entry -> entry.getKey().replace('-', '_').equalsIgnoreCase(LOWER_CASE))
                .map(entry -> entry.getValue())
                .findFirst()
                .orElse("0");
    }
}
