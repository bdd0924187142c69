package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program of an unpacked MySQL, or of MariaDB where there is none. MySQL is GPL and 400 MB, so nothing here brings
 * it along: the user names its folder.
 *
 * @param program {@code bin/mysqld} or {@code bin/mariadbd} in that folder
 * @param version what the program says of itself, such as {@code 9.7.4}
 */
record MySqlBinaries(Path program, Flavour flavour, String version) {

    /** Environment variable with the folder that has {@code bin/mysqld}. */
    static final String HOME_VARIABLE = "KINTSUGI_MYSQL_HOME";

    /** System property that wins over the variable. */
    static final String HOME_PROPERTY = "kintsugi.mysql.home";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern VERSION = Pattern.compile("\\bVer (\\d+\\.\\d+\\.\\d+)(\\S*)");
    private static final List<String> PROGRAMS = List.of("bin/mysqld", "bin/mariadbd");

    /** Whose server it is. */
    enum Flavour {
        MYSQL,
        MARIADB
    }

    /** The folder that the user named, if any. */
    static Optional<Path> namedHome() {
        String named = System.getProperty(HOME_PROPERTY, "");
        String home = named.isBlank() ? System.getenv().getOrDefault(HOME_VARIABLE, "") : named;
        return home.isBlank() ? Optional.empty() : Optional.of(Path.of(home).toAbsolutePath());
    }

    /** MySQL where the user names one; else the MariaDB that tests may have on their class path. */
    static MySqlBinaries find(ServerUser user) throws IOException {
        Optional<Path> home = namedHome();
        if (home.isEmpty() && MariaDbArchive.isOnTheClassPath()) {
            return in(MariaDbArchive.unpacked(user));
        }
        return in(home.orElseThrow(() -> missing(HOME_VARIABLE + " is not set.")));
    }

    static MySqlBinaries in(Path home) throws IOException {
        Path program = PROGRAMS.stream()
                .map(home::resolve)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing(home + " has neither of " + PROGRAMS + "."));
        Commands.Result result = Commands.run(List.of(program.toString(), "--version"), home, LIMIT);
        Matcher version = VERSION.matcher(result.output());
        if (!result.succeeded() || !version.find()) {
            throw new EmbeddedServerException(
                    ServerFailure.MISSING_MYSQL, program + " does not run here.", result.output(), null);
        }
        boolean mariaDb = version.group(2).contains("MariaDB") || program.endsWith("mariadbd");
        return new MySqlBinaries(program, mariaDb ? Flavour.MARIADB : Flavour.MYSQL, version.group(1));
    }

    /** As reports name it: {@code MySQL 9.7.4}. */
    String engine() {
        return (flavour == Flavour.MYSQL ? "MySQL " : "MariaDB ") + version;
    }

    Path folder() {
        return program.resolve("../..").normalize();
    }

    private static EmbeddedServerException missing(String message) {
        return new EmbeddedServerException(ServerFailure.MISSING_MYSQL, message);
    }
}
