package io.kintsugi.examples.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import javax.sql.DataSource;

/** One run of the workload by several threads, bounded by time and by operations. */
final class ShopRun {
    private static final int ERRORS_KEPT = 5;
    private static final int SEED_STEP = 7_919;

    private final DataSource dataSource;
    private final Ledger ledger;
    private final long[] prices;
    private final int users;
    private final Ticker ticker;
    private final long deadline;
    private final AtomicLong operationsLeft;
    private final AtomicLongArray kinds = new AtomicLongArray(ShopWorker.Kind.values().length);
    private final AtomicLong failed = new AtomicLong();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final Latencies latencies = new Latencies();

    ShopRun(
            DataSource dataSource,
            Ledger ledger,
            long[] prices,
            int users,
            Ticker ticker,
            long nanosMax,
            long operationsMax) {
        this.dataSource = dataSource;
        this.ledger = ledger;
        this.prices = prices.clone();
        this.users = users;
        this.ticker = ticker;
        this.deadline = System.nanoTime() + nanosMax;
        this.operationsLeft = new AtomicLong(operationsMax);
    }

    Workload run(int threads, long seed) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(threads);
        for (int number = 0; number < threads; number++) {
            Random random = new Random(seed + (long) number * SEED_STEP);
            Thread thread = new Thread(() -> workAndCountDown(random, ended), "shop-" + number);
            thread.setDaemon(true);
            thread.start();
        }
        ended.await();
        ticker.end();
        return new Workload(
                kinds.get(ShopWorker.Kind.PLACED.ordinal()),
                kinds.get(ShopWorker.Kind.PAID.ordinal()),
                kinds.get(ShopWorker.Kind.QUERIED.ordinal()),
                failed.get(),
                List.copyOf(errors),
                ticker.elapsed(),
                latencies.microsAt(0.5),
                latencies.microsAt(0.99));
    }

    private void workAndCountDown(Random random, CountDownLatch ended) {
        try (Connection connection = dataSource.getConnection()) {
            work(new ShopWorker(connection, random, prices, users, ledger));
        } catch (SQLException | RuntimeException noConnection) {
            fail(noConnection);
        } finally {
            ended.countDown();
        }
    }

    private void work(ShopWorker worker) {
        while (System.nanoTime() - deadline < 0 && operationsLeft.getAndDecrement() > 0) {
            long start = System.nanoTime();
            try {
                kinds.incrementAndGet(worker.operate().ordinal());
                latencies.add(System.nanoTime() - start);
            } catch (SQLException error) {
                fail(error);
            }
            ticker.step(1);
        }
    }

    private void fail(Exception error) {
        failed.incrementAndGet();
        if (errors.size() < ERRORS_KEPT) {
            errors.add(String.valueOf(error.getMessage()));
        }
    }
}
