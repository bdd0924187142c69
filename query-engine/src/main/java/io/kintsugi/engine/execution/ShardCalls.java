package io.kintsugi.engine.execution;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the calls of one statement together: all succeed, or all answers are thrown away and the first failure comes
 * out.
 */
final class ShardCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ShardCalls.class);

    private ShardCalls() {}

    /** All at the same time. */
    static List<ShardAnswer> together(List<ShardCall> calls, ExecutionContext context, Deadline deadline)
            throws SQLException {
        // Only what this statement runs: a session runs one statement at a time.
        RunningStatements running = context.running();
        List<Callable<ShardAnswer>> parts = new ArrayList<>(calls.size());
        calls.forEach(call -> parts.add(() -> call.run(running, deadline)));
        FanOut.Outcome<ShardAnswer> outcome = context.fanOut().run(parts, () -> cancel(running));
        if (outcome.failures().isEmpty()) {
            return outcome.results();
        }
        throw failure(outcome, context);
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
    private static SQLException failure(FanOut.Outcome<ShardAnswer> outcome, ExecutionContext context) {
        Exception cause = outcome.failures().stream()
                .filter(failure -> !isCancellation(failure, context))
                .findFirst()
                .orElse(outcome.failures().get(0));
        outcome.failures().stream().filter(other -> other != cause).forEach(cause::addSuppressed);
        close(outcome.results(), cause);
        if (cause instanceof SQLException failed) {
            return failed;
        }
        if (cause instanceof RuntimeException failed) {
            throw failed;
        }
        throw new ShardException(ErrorCode.INTERNAL, "A part of the statement failed: " + cause.getMessage(), cause);
    }

    private static boolean isCancellation(Exception failure, ExecutionContext context) {
        return failure instanceof SQLException failed && context.dialect().failures().isCancellation(failed);
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
