package io.kintsugi.examples.tpcc.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Shared by all terminals: the end of the run, the errors it may still suffer, and a live count. Thread-safe. */
final class StopSignal {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger errorsLeft;
    private final LongAdder completed = new LongAdder();

    StopSignal(int errorsMax) {
        this.errorsLeft = new AtomicInteger(errorsMax);
    }

    void stop() {
        stopped.countDown();
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits this long, or shorter when the run ends. */
    void pause(Duration duration) throws InterruptedException {
        if (!duration.isZero()) {
            stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    void countCompleted() {
        completed.increment();
    }

    long completed() {
        return completed.sum();
    }

    void countError() {
        if (errorsLeft.decrementAndGet() <= 0) {
            stop();
        }
    }
}
