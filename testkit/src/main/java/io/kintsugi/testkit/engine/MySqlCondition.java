package io.kintsugi.testkit.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a class on {@code -Dmysql=absent}, says so in one line, and writes it down for the summary of the build. */
final class MySqlCondition implements ExecutionCondition {
    /** System property; the only value it knows is {@code absent}. */
    static final String PROPERTY = "mysql";

    /** System property with the folder that keeps the record of a module's test run. */
    static final String FOLDER_PROPERTY = "kintsugi.engines.dir";

    private static final String ABSENT = "absent";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String wish = System.getProperty(PROPERTY, "");
        if (wish.isEmpty()) {
            return ConditionEvaluationResult.enabled("MySQL is wanted");
        }
        if (!wish.equals(ABSENT)) {
            throw new IllegalArgumentException("-Dmysql=" + wish + ": the only value is " + ABSENT);
        }
        if (context.getTestMethod().isEmpty()) {
            report(context.getRequiredTestClass().getName());
        }
        return ConditionEvaluationResult.disabled("not run on MySQL: -Dmysql=absent");
    }

    private static void report(String testClass) {
        System.out.println("NOT RUN on MySQL (-Dmysql=absent): " + testClass);
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
