package io.kintsugi.examples.shop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Tells a listener, at most ten times a second, how far a phase has come. Thread-safe. */
final class Ticker {
    private static final long INTERVAL_NANOS = 100_000_000;

    private final String phase;
    private final long total;
    private final ProgressListener listener;
    private final long start = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private long lastTold = start;

    Ticker(String phase, long total, ProgressListener listener) {
        this.phase = phase;
        this.total = total;
        this.listener = listener;
    }

    void step(long more) {
        long now = System.nanoTime();
        done.addAndGet(more);
        synchronized (this) {
            if (now - lastTold < INTERVAL_NANOS) {
                return;
            }
            lastTold = now;
            tell();
        }
    }

    synchronized void end() {
        tell();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void tell() {
        listener.onProgress(new Progress(phase, done.get(), total, elapsed()));
    }
}
