package io.kintsugi.benchmarks.tpch;

import io.kintsugi.testkit.tpch.TpchAnswer;
import io.kintsugi.testkit.tpch.TpchQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Who answers queries. Each is asked in a thread of its own, which is left behind if it does not come back: some do
 * not listen to cancels. Confined to one thread.
 *
 * @param form what it is asked instead of a query's text
 * @param loader of its classes, for the thread that asks
 */
record Contestant(String name, Source source, UnaryOperator<String> form, ClassLoader loader) {
    /** Beside the statement's own timeout, which should come first. */
    private static final long GRACE_SECONDS = 10;

    /** Of a query that was given up. */
    static final String OVER_TIME = "over time";

    private static final String FAILED = "failed";

    /** Where connections come from. */
    interface Source {
        Connection connect() throws SQLException;
    }

    static Contestant of(String name, Source source) {
        return new Contestant(name, source, UnaryOperator.identity(), Contestant.class.getClassLoader());
    }

    /** The answer; its state is {@link #OVER_TIME} where there is none after this time. */
    TpchAnswer ask(TpchQuery query, int timeoutSeconds) throws InterruptedException {
        TpchQuery own = new TpchQuery(query.name(), form.apply(query.sql()), "", "", query.order());
        FutureTask<TpchAnswer> task = new FutureTask<>(() -> {
            try (Connection connection = source.connect()) {
                return TpchAnswer.of(connection, own, timeoutSeconds);
            }
        });
        Thread thread = new Thread(task, name + " " + query.name());
        thread.setContextClassLoader(loader);
        thread.setDaemon(true);
        thread.start();
        try {
            TpchAnswer answer = task.get(timeoutSeconds + GRACE_SECONDS, TimeUnit.SECONDS);
            return answer.answered() || answer.millis() < timeoutSeconds * 1e3
                    ? answer
                    : failed(OVER_TIME, "no answer after " + timeoutSeconds + " s");
        } catch (ExecutionException failed) {
            return failed(FAILED, String.valueOf(failed.getCause()));
        } catch (TimeoutException late) {
            thread.interrupt();
            return failed(OVER_TIME, "no answer after " + timeoutSeconds + " s");
        }
    }

    private static TpchAnswer failed(String state, String message) {
        return new TpchAnswer(state, message, List.of(), List.of(), 0);
    }
}
