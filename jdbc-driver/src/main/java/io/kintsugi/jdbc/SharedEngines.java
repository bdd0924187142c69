package io.kintsugi.jdbc;

import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Credentials;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The engines that this driver has started, by URL, user and properties, each counted by its users. When the last
 * user is gone an engine lingers a little, so that a pool that replaces its only connection does not start it anew.
 * Thread-safe.
 */
final class SharedEngines implements AutoCloseable {
    private static final long THREAD_IDLE_SECONDS = 5;

    private final RunningEngine.Starter starter;
    private final Object lock = new Object();

    /** Guarded by {@code lock}. */
    private final Map<Key, Entry> entries = new HashMap<>();

    /** Guarded by {@code lock}. */
    private boolean closed;

    private final ScheduledThreadPoolExecutor closer;

    /** The password is part of it: a wrong one must not get connections that the right one opened. */
    private record Key(
            TopologySource source,
            Optional<Credentials> credentials,
            EngineConfig config,
            Map<DriverProperty, String> own) {
        @Override
        public String toString() {
            return "Key[" + source + "]";
        }
    }

    private static final class Entry {
        private final SharedEngine engine;

        /** Guarded by {@code lock}. */
        private int users;

        /** Guarded by {@code lock}: when the last user went. */
        private long unusedSinceNanos;

        /** Guarded by {@code lock}: one timer is enough, however often the last user goes. */
        private boolean timed;

        Entry(SharedEngine engine) {
            this.engine = engine;
        }
    }

    /** The right to use an engine, until closed. */
    interface Lease extends AutoCloseable {
        SharedEngine engine();

        /** Whether it was leased for these settings. */
        boolean isFor(DriverSettings settings);

        /** The same engine, to be used no longer than this lease; closing it does nothing. */
        Lease shared();

        /** Idempotent. */
        @Override
        void close();
    }

    private record SharedLease(Lease whole) implements Lease {
        @Override
        public SharedEngine engine() {
            return whole.engine();
        }

        @Override
        public boolean isFor(DriverSettings settings) {
            return whole.isFor(settings);
        }

        @Override
        public Lease shared() {
            return this;
        }

        @Override
        public void close() {
            // The lease itself is whoever's took it.
        }
    }

    SharedEngines(RunningEngine.Starter starter) {
        this.starter = starter;
        this.closer = new ScheduledThreadPoolExecutor(1, SharedEngines::daemon);
        closer.setKeepAliveTime(THREAD_IDLE_SECONDS, TimeUnit.SECONDS);
        closer.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "kintsugi-engine-closer");
        thread.setDaemon(true);
        return thread;
    }

    /** CLOSED_OBJECT once closed: nothing may be started that nobody would end. */
    Lease acquire(DriverSettings settings) {
        Key key = new Key(settings.url().source(), settings.credentials(), settings.config(), settings.own());
        synchronized (lock) {
            if (closed) {
                throw new ShardException(ErrorCode.CLOSED_OBJECT, "This data source is closed.");
            }
            Entry entry = entries.computeIfAbsent(key, absent -> new Entry(new SharedEngine(settings, starter)));
            entry.users++;
            return lease(key, entry, settings);
        }
    }

    private Lease lease(Key key, Entry entry, DriverSettings settings) {
        long lingerMillis = settings.number(DriverProperty.LINGER_MILLIS);
        AtomicBoolean released = new AtomicBoolean();
        return new Lease() {
            private final Lease shared = new SharedLease(this);

            @Override
            public SharedEngine engine() {
                return entry.engine;
            }

            @Override
            @SuppressWarnings("ReferenceEquality")
            public boolean isFor(DriverSettings wanted) {
                return wanted == settings || wanted.equals(settings);
            }

            @Override
            public Lease shared() {
                return shared;
            }

            @Override
            public void close() {
                if (released.compareAndSet(false, true)) {
                    release(key, entry, lingerMillis);
                }
            }
        };
    }

    private void release(Key key, Entry entry, long lingerMillis) {
        synchronized (lock) {
            entry.users--;
            if (entry.users == 0) {
                entry.unusedSinceNanos = System.nanoTime();
                closeAfter(TimeUnit.MILLISECONDS.toNanos(lingerMillis), key, entry, lingerMillis);
            }
        }
    }

    /** Called under {@code lock}. */
    private void closeAfter(long nanos, Key key, Entry entry, long lingerMillis) {
        if (entry.timed || closer.isShutdown()) {
            return;
        }
        entry.timed = true;
        ScheduledFuture<?> unused =
                closer.schedule(() -> closeIfUnused(key, entry, lingerMillis), nanos, TimeUnit.NANOSECONDS);
    }

    private void closeIfUnused(Key key, Entry entry, long lingerMillis) {
        synchronized (lock) {
            entry.timed = false;
            if (entry.users > 0) {
                return;
            }
            long left = TimeUnit.MILLISECONDS.toNanos(lingerMillis) - (System.nanoTime() - entry.unusedSinceNanos);
            if (left > 0) {
                closeAfter(left, key, entry, lingerMillis);
                return;
            }
            entries.remove(key, entry);
        }
        entry.engine.close();
    }

    /** How many timers are set: never more than there are engines. */
    int timers() {
        return closer.getQueue().size();
    }

    /** How many engines are held, lingering ones included. */
    int size() {
        synchronized (lock) {
            return entries.size();
        }
    }

    /** Closes every engine at once, used or not, for good. */
    @Override
    public void close() {
        closer.shutdownNow();
        Map<Key, Entry> all;
        synchronized (lock) {
            closed = true;
            all = new HashMap<>(entries);
            entries.clear();
        }
        all.values().forEach(entry -> entry.engine.close());
    }
}
