package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cancelling, timeouts and aborting, from the same thread and from others. */
final class InterruptionContractIT extends JdbcContract {
    private static final int SECONDS_MAX = 30;
    private static final int BEGUN_MILLIS = 150;
    private static final String ENDED = "00000";

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** The failure of a query that sleeps for a minute, once it has begun and {@code interruption} was called. */
    private SQLException interrupted(String sql, Statement statement, Action interruption) throws Exception {
        Future<SQLException> running = threads.submit(() -> {
            try {
                statement.executeQuery(sql).close();
                return new SQLException("it ended by itself", ENDED);
            } catch (SQLException failed) {
                return failed;
            }
        });
        // What comes before the server has begun may be lost, and a native driver cancels a statement only once.
        TimeUnit.MILLISECONDS.sleep(BEGUN_MILLIS);
        while (!running.isDone()) {
            interruption.run();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return running.get(SECONDS_MAX, TimeUnit.SECONDS);
    }

    @Test
    void cancel_endsTheStatementOnEveryShard() throws Exception {
        users(8);
        recorder.pause();
        for (String sql : texts.cancellable(60)) {
            try (Statement statement = connection.createStatement()) {
                SQLException failure = interrupted(sql, statement, statement::cancel);
                // A sleep of MySQL that is killed may also end as if it were over; a minute it has not slept.
                if (texts.isNativeStrict() || !ENDED.equals(failure.getSQLState())) {
                    assertThat(Failures.kind(failure)).as(sql + failure).isEqualTo(Failures.CANCELLED);
                }
                assertThat((Throwable) failure).isNotInstanceOf(SQLTimeoutException.class);
                assertThat(rows(statement.executeQuery("SELECT 1"))).hasSize(1);
            }
        }
    }

    @Test
    void cancel_ofAnIdleStatement_doesNothing() throws Exception {
        try (Statement statement = connection.createStatement();
                Statement other = connection.createStatement()) {
            statement.cancel();
            assertThat(rows(statement.executeQuery("SELECT 1"))).hasSize(1);
            ResultSet rows = other.executeQuery("SELECT 1");
            statement.cancel();
            other.cancel();
            assertThat(rows.next()).isTrue();
        }
    }

    @Test
    void queryTimeout_endsTheStatement() throws Exception {
        users(4);
        for (String sql : new String[] {texts.sleepAt(3, 60), texts.sleepAtAll(60)}) {
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                assertFails(Failures.CANCELLED, () -> statement.executeQuery(sql));
                statement.setQueryTimeout(0);
                assertThat(rows(statement.executeQuery("SELECT 1"))).hasSize(1);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(texts.sleep(60))) {
            statement.setQueryTimeout(1);
            assertFails(Failures.CANCELLED, statement::executeQuery);
        }
    }

    @Test
    void networkTimeout_isKept() throws Exception {
        assertThat(connection.getNetworkTimeout()).isZero();
        connection.setNetworkTimeout(Runnable::run, 12_345);
        assertThat(connection.getNetworkTimeout()).isEqualTo(12_345);
        assertThat(one("SELECT 1")).isEqualTo("1");
        connection.setNetworkTimeout(Runnable::run, 0);
        assertThat(connection.getNetworkTimeout()).isZero();
        attempt(() -> connection.setNetworkTimeout(Runnable::run, -1));
        attempt(() -> connection.setNetworkTimeout(null, 0));
    }

    @Test
    void networkTimeout_endsEveryWait() throws Exception {
        users(4);
        recorder.pause();
        for (String sql : new String[] {texts.sleep(60), texts.sleepAt(3, 60), texts.sleepAtAll(60)}) {
            try (java.sql.Connection other = contestant.connect()) {
                other.setNetworkTimeout(Runnable::run, 500);
                assertFails(() -> other.createStatement().executeQuery(sql));
            } catch (SQLException alreadyLost) {
                assertThat(alreadyLost.getSQLState()).startsWith("08");
            }
        }
    }

    @Test
    void abort_endsTheConnection() throws Exception {
        recorder.pause();
        Statement statement = connection.createStatement();
        SQLException failure = interrupted(texts.sleep(60), statement, () -> connection.abort(threads));
        assertThat(failure.getSQLState()).isNotNull();
        assertThat(connection.isClosed()).isTrue();
        connection.abort(threads);
        connection.close();
        assertFails(() -> connection.createStatement());
    }

    @Test
    void abort_needsAnExecutor() throws Exception {
        assertFails(() -> connection.abort(null));
        connection.abort(Runnable::run);
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
    }

    @Test
    void close_fromAnotherThread_endsTheStatement() throws Exception {
        recorder.pause();
        java.sql.Connection other = contestant.connect();
        Statement statement = other.createStatement();
        SQLException failure =
                interrupted(texts.sleep(isOurs() ? 60 : 1), statement, isOurs() ? other::close : () -> {});
        assertThat(failure.getSQLState()).isNotNull();
        other.close();
    }
}
