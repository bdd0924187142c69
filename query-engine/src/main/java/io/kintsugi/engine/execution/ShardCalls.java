package io.kintsugi.engine.execution;

import io.kintsugi.engine.backend.Backend;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the calls of one statement together: all succeed, or all answers are thrown away and the first failure comes
 * out.
 */
final class ShardCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ShardCalls.class);

    private ShardCalls() {}

    /** All at the same time; those of one connection in their order. */
    static List<ShardAnswer> together(List<ShardCall> calls, ExecutionContext context, Deadline deadline)
            throws SQLException {
        // Only what this statement runs: a session runs one statement at a time.
        RunningStatements running = context.running();
        Map<Backend, List<Integer>> places = new LinkedHashMap<>();
        for (int index = 0; index < calls.size(); index++) {
            places.computeIfAbsent(calls.get(index).backend(), ignored -> new ArrayList<>())
                    .add(index);
        }
        AtomicReferenceArray<@Nullable ShardAnswer> answers = new AtomicReferenceArray<>(calls.size());
        List<Callable<Integer>> parts = new ArrayList<>(places.size());
        places.values()
                .forEach(own -> parts.add(() -> {
                    for (int index : own) {
                        answers.set(index, calls.get(index).run(context, deadline));
                    }
                    return own.size();
                }));
        FanOut.Outcome<Integer> outcome = context.fanOut().run(parts, () -> cancel(running));
        if (outcome.failures().isEmpty()) {
            return present(answers);
        }
        throw failure(outcome.failures(), present(answers), context);
    }

    private static List<ShardAnswer> present(AtomicReferenceArray<@Nullable ShardAnswer> answers) {
        List<ShardAnswer> present = new ArrayList<>(answers.length());
        for (int index = 0; index < answers.length(); index++) {
            ShardAnswer answer = answers.get(index);
            if (answer != null) {
                present.add(answer);
            }
        }
        return present;
    }

    /**
     * The first one alone, then the others at the same time. Two writes to all shards that start everywhere at once
     * would deadlock across servers, where no server can see it; whoever has the first shard goes on.
     */
    static List<ShardAnswer> firstThenTogether(List<ShardCall> calls, ExecutionContext context, Deadline deadline)
            throws SQLException {
        List<ShardAnswer> answers = new ArrayList<>(together(calls.subList(0, 1), context, deadline));
        if (calls.size() == 1) {
            return answers;
        }
        try {
            answers.addAll(together(calls.subList(1, calls.size()), context, deadline));
            return answers;
        } catch (SQLException | RuntimeException failed) {
            close(answers, failed);
            throw failed;
        }
    }

    private static void cancel(RunningStatements running) {
        try {
            running.cancel();
        } catch (SQLException failed) {
            LOG.debug("A part of a failed statement could not be cancelled and is waited for", failed);
        }
    }

    /** Cancelling the others makes them fail too: the cause is the failure that is no cancellation. */
    private static SQLException failure(List<Exception> failures, List<ShardAnswer> answers, ExecutionContext context) {
        Exception cause = failures.stream()
                .filter(failure -> !isCancellation(failure, context))
                .findFirst()
                .orElse(failures.get(0));
        failures.stream().filter(other -> other != cause).forEach(cause::addSuppressed);
        close(answers, cause);
        if (cause instanceof SQLException failed) {
            return failed;
        }
        if (cause instanceof RuntimeException failed) {
            throw failed;
        }
        throw new ShardException(ErrorCode.INTERNAL, "A part of the statement failed: " + cause.getMessage(), cause);
    }

    private static boolean isCancellation(Exception failure, ExecutionContext context) {
        return failure instanceof SQLException failed
                && context.dialect().failures().isCancellation(failed);
    }

    static void close(List<ShardAnswer> answers, Exception failed) {
        for (ShardAnswer answer : answers) {
            try {
                answer.statement().close();
            } catch (SQLException second) {
                failed.addSuppressed(second);
            }
        }
    }
}
