package io.kintsugi.jdbc.micrometer;

import io.kintsugi.engine.metrics.ClusterMXBean;
import io.kintsugi.errors.ErrorCode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The meters of one cluster in one registry. An application may have several engines for it, one for each user: they
 * add up. Thread-safe.
 */
final class ClusterMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final List<ClusterMXBean> engines = new CopyOnWriteArrayList<>();
    private final List<Meter> meters = new ArrayList<>();

    ClusterMeters(MeterRegistry registry, ClusterMXBean first) {
        this.registry = registry;
        this.tags = Tags.of("cluster", first.getCluster());
        engines.add(first);
        statements(first);
        errors();
        planCache();
        transactions();
        connections(first);
        gauge(ClusterMeter.TOPOLOGY_VERSION, Tags.empty(), this::newestTopology);
    }

    void add(ClusterMXBean engine) {
        engines.add(engine);
    }

    /** Whether an engine is left. */
    boolean remove(ClusterMXBean engine) {
        engines.remove(engine);
        return !engines.isEmpty();
    }

    void close() {
        meters.forEach(registry::remove);
    }

    private void statements(ClusterMXBean first) {
        for (String tier : first.getStatements().keySet()) {
            timer(
                    ClusterMeter.STATEMENTS,
                    Tags.of("tier", tier),
                    () -> entry(ClusterMXBean::getStatements, tier),
                    () -> entry(ClusterMXBean::getStatementNanos, tier));
        }
        timer(
                ClusterMeter.BATCHES,
                Tags.empty(),
                () -> sum(ClusterMXBean::getBatches),
                () -> sum(ClusterMXBean::getBatchNanos));
        counter(ClusterMeter.BATCH_ENTRIES, Tags.empty(), () -> sum(ClusterMXBean::getBatchEntries));
    }

    private void errors() {
        for (ErrorCode code : ErrorCode.values()) {
            String name = code.name();
            counter(ClusterMeter.REFUSALS, Tags.of("code", name), () -> entry(ClusterMXBean::getRefusals, name));
        }
        counter(ClusterMeter.SERVER_ERRORS, Tags.empty(), () -> sum(ClusterMXBean::getServerErrors));
    }

    private void planCache() {
        gauge(ClusterMeter.PLAN_CACHE_SIZE, Tags.empty(), () -> sum(ClusterMXBean::getPlanCacheSize));
        ClusterMeter lookups = ClusterMeter.PLAN_CACHE_LOOKUPS;
        counter(lookups, Tags.of("result", "hit"), () -> sum(ClusterMXBean::getPlanCacheHits));
        counter(lookups, Tags.of("result", "miss"), () -> sum(ClusterMXBean::getPlanCacheMisses));
    }

    private void transactions() {
        ClusterMeter commits = ClusterMeter.COMMITS;
        counter(commits, Tags.of("shards", "single"), () -> sum(ClusterMXBean::getSingleShardCommits));
        counter(commits, Tags.of("shards", "multi"), () -> sum(ClusterMXBean::getMultiShardCommits));
        ClusterMeter writes = ClusterMeter.MULTI_SHARD_WRITES;
        counter(
                writes,
                Tags.of("outcome", "all"),
                () -> sum(ClusterMXBean::getMultiShardWriteCommits) - sum(ClusterMXBean::getPartialCommits));
        counter(writes, Tags.of("outcome", "partial"), () -> sum(ClusterMXBean::getPartialCommits));
        counter(ClusterMeter.ROLLBACKS, Tags.empty(), () -> sum(ClusterMXBean::getRollbacks));
    }

    /** For the nodes of the topology as it is now; those that come later are in the MBean. */
    private void connections(ClusterMXBean first) {
        for (String node : first.getConnectionsActive().keySet()) {
            Tags of = Tags.of("node", node);
            gauge(
                    ClusterMeter.CONNECTIONS,
                    of.and("state", "active"),
                    () -> entry(ClusterMXBean::getConnectionsActive, node));
            gauge(
                    ClusterMeter.CONNECTIONS,
                    of.and("state", "idle"),
                    () -> entry(ClusterMXBean::getConnectionsIdle, node));
            gauge(ClusterMeter.CONNECTIONS_AWAITED, of, () -> entry(ClusterMXBean::getConnectionsAwaited, node));
        }
    }

    // Reading.

    /** A number as it is now. */
    private interface Reading {
        long now();
    }

    private long sum(ToLongFunction<ClusterMXBean> attribute) {
        return read(attribute).sum();
    }

    private long newestTopology() {
        return read(ClusterMXBean::getTopologyVersion).max().orElse(0);
    }

    private long entry(Function<ClusterMXBean, Map<String, Long>> attribute, String key) {
        return sum(engine -> attribute.apply(engine).getOrDefault(key, 0L));
    }

    private java.util.stream.LongStream read(ToLongFunction<ClusterMXBean> attribute) {
        return engines.stream().flatMap(engine -> readOne(engine, attribute)).mapToLong(Long::longValue);
    }

    /** An engine that is closed while it is read counts for nothing. */
    private static Stream<Long> readOne(ClusterMXBean engine, ToLongFunction<ClusterMXBean> attribute) {
        try {
            return Stream.of(attribute.applyAsLong(engine));
        } catch (UndeclaredThrowableException gone) {
            return Stream.empty();
        }
    }

    // Registering.

    private void timer(ClusterMeter meter, Tags of, Reading count, Reading nanos) {
        meters.add(
                FunctionTimer.builder(meter.text(), this, any -> count.now(), any -> nanos.now(), TimeUnit.NANOSECONDS)
                        .tags(tags.and(of))
                        .description(meter.meaning())
                        .register(registry));
    }

    private void counter(ClusterMeter meter, Tags of, Reading count) {
        meters.add(FunctionCounter.builder(meter.text(), this, any -> count.now())
                .tags(tags.and(of))
                .description(meter.meaning())
                .register(registry));
    }

    private void gauge(ClusterMeter meter, Tags of, Reading value) {
        meters.add(Gauge.builder(meter.text(), this, any -> value.now())
                .tags(tags.and(of))
                .description(meter.meaning())
                .register(registry));
    }
}
