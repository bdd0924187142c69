package io.kintsugi.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What has to be stopped, last first. Thread-safe: a Ctrl-C stops what there is, and what is added after that is
 * stopped at once.
 */
final class StopList implements AutoCloseable {
    private record Entry(String name, Runnable stop) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private boolean closed;

    /** @param name for messages, should it fail */
    void add(String name, Runnable stop) {
        synchronized (this) {
            if (!closed) {
                entries.push(new Entry(name, stop));
                return;
            }
        }
        stop.run();
    }

    /** Whether nothing is left to stop. */
    synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Stops everything, also after one of them failed; safe to call again. */
    @Override
    public void close() {
        @Nullable RuntimeException first = null;
        for (Entry entry = next(); entry != null; entry = next()) {
            try {
                entry.stop().run();
            } catch (RuntimeException failure) {
                RuntimeException named = new IllegalStateException(entry.name() + " could not be stopped", failure);
                if (first == null) {
                    first = named;
                } else {
                    first.addSuppressed(named);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private synchronized @Nullable Entry next() {
        closed = true;
        return entries.poll();
    }
}
