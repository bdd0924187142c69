package io.kintsugi.testkit.leak;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves a connection, a thread of Kintsugi or an open file behind. Registered for every test
 * class by the service loader; what ends by itself in a few seconds, such as an engine that lingers, is waited for.
 * {@link KeepsOpen} exempts a class that shares something with others.
 */
public final class LeakChecker implements BeforeAllCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LeakChecker.class);
    private static final long WAIT_SECONDS_MAX = 15;
    private static final long LOOK_AGAIN_MILLIS = 50;

    /** Made by JUnit. */
    public LeakChecker() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isOutermost(context)) {
            context.getStore(NAMESPACE).put(Holdings.class, Holdings.first());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Holdings before = context.getStore(NAMESPACE).get(Holdings.class, Holdings.class);
        if (before == null || context.getRequiredTestClass().isAnnotationPresent(KeepsOpen.class)) {
            return;
        }
        Set<String> left = await(before);
        if (!left.isEmpty()) {
            throw new AssertionError(context.getRequiredTestClass().getName() + " left behind: " + left);
        }
    }

    private static boolean isOutermost(ExtensionContext context) {
        return context.getRequiredTestClass().getEnclosingClass() == null;
    }

    private static Set<String> await(Holdings before) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX);
        Set<String> left = Holdings.now().beyond(before);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS));
            left = Holdings.now().beyond(before);
        }
        return left;
    }
}
