package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Fresh data folders: {@code initdb} runs once per locale, owner and binaries; after that its result is copied. */
final class DataFolderTemplate {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final PostgresBinaries binaries;
    private final ServerUser user;

    DataFolderTemplate(PostgresBinaries binaries, ServerUser user) {
        this.binaries = binaries;
        this.user = user;
    }

    /** Fills an existing, empty folder. */
    void copyTo(Path dataFolder, PostgresOptions options) throws IOException {
        FileTrees.copy(template(options), dataFolder, path -> true);
        SystemIdentifier.renew(dataFolder);
        ServerConfiguration.writeAccessRules(dataFolder, options);
        user.takeOver(dataFolder);
        if (options.password().isPresent()) {
            setPassword(dataFolder, options.superuser(), options.password().get());
        }
    }

    private Path template(PostgresOptions options) throws IOException {
        Path folder = binaries.cache().resolve("template-" + key(options));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try (FolderLock ignored = FolderLock.acquire(binaries.cache().resolve(folder.getFileName() + ".lock"))) {
            if (!Files.isDirectory(folder)) {
                initialise(folder, options);
            }
        }
        return folder;
    }

    private UUID key(PostgresOptions options) {
        String whole = String.join(
                "\n",
                binaries.folder().toString(),
                user.principal().getName(),
                options.superuser(),
                options.encoding(),
                options.locale().toString());
        return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8));
    }

    private void initialise(Path folder, PostgresOptions options) throws IOException {
        Path partial = binaries.cache().resolve(folder.getFileName() + ".partial");
        FileTrees.delete(partial);
        FileTrees.createPrivateFolder(partial);
        user.takeOver(partial);
        Commands.Result result = Commands.run(user.command(initdb(partial, options)), binaries.folder(), LIMIT);
        if (!result.succeeded()) {
            FileTrees.delete(partial);
            throw new EmbeddedServerException(
                    ServerFailure.of(result.output()), "initdb failed.", result.output(), null);
        }
        PostgresBinaries.moveIntoPlace(partial, folder);
    }

    private List<String> initdb(Path folder, PostgresOptions options) {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("initdb"),
                "--pgdata=" + folder,
                "--username=" + options.superuser(),
                "--encoding=" + options.encoding(),
                "--auth=trust",
                "--no-sync",
                "--no-instructions"));
        command.addAll(options.locale().initdbArguments());
        return command;
    }

    /** In single-user mode, before anyone can connect, and through standard input, where no process list shows it. */
    private void setPassword(Path dataFolder, String superuser, String password) throws IOException {
        String statement = "ALTER ROLE " + Sql.identifier(superuser) + " PASSWORD " + Sql.literal(password) + "\n";
        List<String> command =
                List.of(binaries.program("postgres"), "--single", "-j", "-D", "" + dataFolder, "postgres");
        Commands.Result result =
                Commands.run(user.command(command), binaries.folder(), statement.strip() + ";\n\n", LIMIT);
        if (!result.succeeded() || result.output().contains("ERROR:")) {
            // The output repeats the statement, so it stays out of the message.
            throw new EmbeddedServerException(
                    ServerFailure.UNKNOWN,
                    "The password of '" + superuser + "' could not be set in " + dataFolder + ".");
        }
    }
}
