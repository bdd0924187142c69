package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SharedEnginesIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String database = SharedPostgres.get().newDatabase().jdbcUrl();
    private final List<PlainEngine> started = new CopyOnWriteArrayList<>();
    private final KintsugiDriver driver = new KintsugiDriver((topology, config, dialect) -> {
        PlainEngine engine = new PlainEngine(database, false);
        started.add(engine);
        return engine;
    });
    private final String url = "jdbc:kintsugi:postgresql:file:" + Contestants.topologyFile() + "?lingerMillis=100";

    private Connection connect(String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return Contestants.connect(driver, url, properties);
    }

    @Test
    void sameUrlAndUser_shareOneEngine_closedAfterTheLast() throws SQLException {
        Connection first = connect("a", "x");
        Connection second = connect("a", "x");
        assertThat(started).hasSize(1);
        first.close();
        first.close();
        second.createStatement().execute("SELECT 1");
        assertThat(started.get(0).isClosed()).isFalse();
        second.close();
        await(() -> started.get(0).isClosed());
        assertThat(driver.engines().size()).isZero();
        assertThat(started.get(0).openSessions()).isZero();
    }

    @Test
    void quickSuccessor_findsTheEngineStillThere() throws SQLException {
        for (int turn = 0; turn < 5; turn++) {
            connect("a", "x").close();
        }
        assertThat(started).hasSize(1);
    }

    @Test
    void manySuccessors_setOneTimer() throws SQLException {
        for (int turn = 0; turn < 500; turn++) {
            connect("a", "x").close();
        }
        assertThat(driver.engines().timers()).isLessThanOrEqualTo(1);
        await(() -> driver.engines().size() == 0);
    }

    @Test
    void otherUserOrPassword_getsAnEngineOfItsOwn() throws SQLException {
        try (Connection first = connect("a", "x");
                Connection second = connect("b", "x");
                Connection third = connect("a", "wrong")) {
            assertThat(started).hasSize(3);
            assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        }
    }

    @Test
    void dataSource_keepsItsEngine_untilClosed() throws SQLException {
        try (KintsugiDataSource source = new KintsugiDataSource(driver)) {
            source.setUrl(url);
            source.setUser("a");
            source.getConnection().close();
            source.getConnection().close();
            assertThat(started).hasSize(1);
            assertThat(driver.engines().size()).isEqualTo(1);
        }
        assertThat(started.get(0).isClosed()).isTrue();
    }

    @Test
    void closed_staysClosed_whateverIsStillHeld() throws SQLException {
        DriverSettings settings = DriverSettings.of(url, Contestants.user());
        SharedEngines engines = new SharedEngines((topology, config, dialect) -> {
            PlainEngine engine = new PlainEngine(database, false);
            started.add(engine);
            return engine;
        });
        SharedEngines.Lease used = engines.acquire(settings);
        used.engine().openSession().close();
        engines.close();
        assertThatThrownBy(() -> used.engine().openSession()).hasMessageContaining("data source is closed");
        assertThatThrownBy(() -> engines.acquire(settings)).hasMessageContaining("data source is closed");
        assertThat(started).hasSize(1).allMatch(PlainEngine::isClosed);
        assertThat(engines.size()).isZero();
    }

    /** One thread is in the middle of starting the engine, others are about to, when the data source is closed. */
    @Test
    void closeWhileConnecting_leavesNoEngine_andSaysSo() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        KintsugiDriver slow = new KintsugiDriver((topology, config, dialect) -> {
            starting.countDown();
            awaited(closing);
            PlainEngine engine = new PlainEngine(database, false);
            started.add(engine);
            return engine;
        });
        KintsugiDataSource source = new KintsugiDataSource(slow);
        source.setUrl(url);
        source.setUser("a");
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Connection>> connecting = new ArrayList<>();
            for (int count = 0; count < 8; count++) {
                connecting.add(threads.submit(() -> source.getConnection()));
            }
            awaited(starting);
            Future<?> closed = threads.submit(source::close);
            await(source::isClosed);
            closing.countDown();
            closed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            for (Future<Connection> one : connecting) {
                assertThatThrownBy(() -> one.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .rootCause()
                        .hasMessageContaining("data source is closed");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(started).allMatch(PlainEngine::isClosed);
        assertThat(slow.engines().size()).isZero();
        assertThatThrownBy(source::getConnection).hasMessageContaining("data source is closed");
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void failedStart_isTriedAgain() throws SQLException {
        KintsugiDriver failing = new KintsugiDriver((topology, config, dialect) -> {
            started.add(new PlainEngine(database, false));
            if (started.size() == 1) {
                throw new ShardException(ErrorCode.NODE_UNREACHABLE, "Not yet.");
            }
            return started.get(1);
        });
        assertThatThrownBy(() -> failing.connect(url, Contestants.user())).hasMessageContaining("Not yet.");
        try (Connection connection = Contestants.connect(failing, url)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + LIMIT);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
