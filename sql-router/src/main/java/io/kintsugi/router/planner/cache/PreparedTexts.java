package io.kintsugi.router.planner.cache;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.topology.Topology;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What was made of texts that come again as they are, letter by letter, in the same context: applications prepare a few
 * texts over and over. Thread-safe. Bounded by characters. Everything is dropped with the first text of another
 * topology or schema, so that no old map is kept alive by a text.
 */
public final class PreparedTexts<P> {
    /** What an entry weighs beside its text's characters. */
    private static final int ENTRY_WEIGHT = 256;

    private final long weightMax;
    private final LongAdder hits = new LongAdder();
    private volatile @Nullable Generation<P> generation;

    /** Contexts are compared by identity: sessions that differ in nothing share theirs. */
    private record Key(String text, RoutingContext context) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object object) {
            return object instanceof Key other && context == other.context && text.equals(other.text);
        }

        @Override
        public int hashCode() {
            return 31 * text.hashCode() + System.identityHashCode(context);
        }
    }

    private record Generation<P>(Topology topology, LogicalSchema schema, Cache<Key, P> values) {
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(RoutingContext context) {
            return topology == context.topology() && schema == context.schema();
        }
    }

    /** @param weightMax characters of texts, with a constant for each entry */
    public PreparedTexts(long weightMax) {
        this.weightMax = weightMax;
    }

    /** What was put for this text in this very context; null if nothing was, or it was dropped. */
    public @Nullable P find(String text, RoutingContext context) {
        Generation<P> now = generation;
        P known = now != null && now.isOf(context) ? now.values().getIfPresent(new Key(text, context)) : null;
        if (known != null) {
            hits.increment();
        }
        return known;
    }

    public void put(String text, RoutingContext context, P value) {
        requireNonNull(value, "value");
        Generation<P> now = generation;
        if (now == null || !now.isOf(context)) {
            now = new Generation<>(context.topology(), context.schema(), newCache());
            generation = now;
        }
        now.values().put(new Key(text, context), value);
    }

    private Cache<Key, P> newCache() {
        return Caffeine.newBuilder()
                .maximumWeight(weightMax)
                .weigher((Key key, P value) -> key.text().length() + ENTRY_WEIGHT)
                .executor(Runnable::run)
                .build();
    }

    /** How often something was there: a plan was found without looking for it. */
    public long hits() {
        return hits.sum();
    }

    /** How many texts are kept, for metrics and tests. */
    public long size() {
        Generation<P> now = generation;
        if (now == null) {
            return 0;
        }
        now.values().cleanUp();
        return now.values().estimatedSize();
    }
}
