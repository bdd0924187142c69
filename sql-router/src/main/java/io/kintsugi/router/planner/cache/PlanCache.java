package io.kintsugi.router.planner.cache;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kintsugi.router.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Plans by key. Thread-safe. A miss is planned once, by one thread, for all who wait for it. Bounded by the
 * characters of the keys, which the size of plans follows closely enough.
 */
public final class PlanCache<P> {
    /** What an entry weighs beside its key's characters. */
    private static final int ENTRY_WEIGHT = 64;

    private static final int SESSIONS_PER_CONTEXT = 4;

    private final Cache<PlanKey, P> plans;
    private final Cache<SessionPart, Integer> sessions;
    /** Contexts are compared by identity here: a session keeps its context until a setting changes. */
    private final Cache<RoutingContext, Integer> contexts;

    private final AtomicInteger nextSession = new AtomicInteger();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * @param weightMax characters of keys, with a constant for each entry
     * @param sessionsMax how many different session settings are told apart at a time
     */
    public PlanCache(long weightMax, long sessionsMax) {
        this.plans = Caffeine.newBuilder()
                .maximumWeight(weightMax)
                .weigher((PlanKey key, P plan) -> key.text().length() + ENTRY_WEIGHT)
                .executor(Runnable::run)
                .build();
        this.sessions = Caffeine.newBuilder()
                .maximumSize(sessionsMax)
                .executor(Runnable::run)
                .build();
        this.contexts = Caffeine.newBuilder()
                .weakKeys()
                .maximumSize(sessionsMax * SESSIONS_PER_CONTEXT)
                .executor(Runnable::run)
                .build();
    }

    /** The plan of a key, planned now if it is not there. */
    public P get(String text, RoutingContext context, Supplier<P> planner) {
        requireNonNull(planner, "planner");
        PlanKey key = new PlanKey(text, session(context));
        P known = plans.getIfPresent(key);
        if (known != null) {
            hits.increment();
            return known;
        }
        misses.increment();
        return plans.get(key, missing -> planner.get());
    }

    /** A number forgotten and given anew only makes plans be made again: numbers are never used twice. */
    private int session(RoutingContext context) {
        Integer known = contexts.getIfPresent(context);
        if (known != null) {
            return known;
        }
        int number = sessions.get(SessionPart.of(context), part -> nextSession.getAndIncrement());
        contexts.put(context, number);
        return number;
    }

    /** How many plans are kept, for metrics and tests. */
    public long size() {
        plans.cleanUp();
        return plans.estimatedSize();
    }

    /** How often a plan was there. */
    public long hits() {
        return hits.sum();
    }

    /** How often it was not; of those who wait for one planning each counts. */
    public long misses() {
        return misses.sum();
    }
}
