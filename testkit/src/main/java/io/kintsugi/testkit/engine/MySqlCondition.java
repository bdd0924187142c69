package io.kintsugi.testkit.engine;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a class that MySQL is not there for, and says so. */
final class MySqlCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        MySqlTest wish = testClass.getAnnotation(MySqlTest.class);
        Optional<String> reason = MySqlPresence.reasonNotToRun(wish.inContainer(), wish.onMariaDb());
        if (reason.isEmpty()) {
            return ConditionEvaluationResult.enabled("MySQL is wanted");
        }
        if (context.getTestMethod().isEmpty()) {
            MySqlPresence.report(testClass.getName(), reason.get());
        }
        return ConditionEvaluationResult.disabled("not run on MySQL: " + reason.get());
    }
}
