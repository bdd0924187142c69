package io.kintsugi.router.planner.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.schema.BuiltInFunctions;
import io.kintsugi.router.schema.DdlSchema;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PlanCacheTest {
    private static final Topology TOPOLOGY = TopologyYaml.read(Path.of("src/test/resources/routes/shop.yaml"));
    private static final LogicalSchema SCHEMA = DdlSchema.of("CREATE TABLE t (a int)", BuiltInFunctions.postgreSql());

    private final AtomicInteger planned = new AtomicInteger();
    private final PlanCache<Integer> cache = new PlanCache<>(10_000, 16);

    private static RoutingContext context(Topology topology, List<String> path, String zone, List<String> temporary) {
        return new RoutingContext(topology, SCHEMA, path, zone, Optional.empty(), temporary);
    }

    private static RoutingContext context() {
        return context(TOPOLOGY, List.of("public"), "UTC", List.of());
    }

    private int get(String text, RoutingContext context) {
        return cache.get(text, context, planned::incrementAndGet);
    }

    @Test
    void equalContexts_shareAPlan() {
        assertThat(get("a", context())).isEqualTo(1);
        assertThat(get("a", context())).isEqualTo(1);
        assertThat(get("b", context())).isEqualTo(2);
    }

    @Test
    void everyPartOfTheSession_separatesPlans() {
        List<RoutingContext> contexts = List.of(
                context(),
                context(TOPOLOGY, List.of("app", "public"), "UTC", List.of()),
                context(TOPOLOGY, List.of("public"), "Asia/Kolkata", List.of()),
                context(TOPOLOGY, List.of("public"), "UTC", List.of("t")),
                context(TOPOLOGY.withVersion(2), List.of("public"), "UTC", List.of()),
                new RoutingContext(
                        TOPOLOGY, SCHEMA, List.of("public"), "UTC", Optional.of(new ShardId("shop", "s0")), List.of()),
                new RoutingContext(
                        TOPOLOGY,
                        DdlSchema.of("CREATE TABLE u (a int)", BuiltInFunctions.postgreSql()),
                        List.of("public"),
                        "UTC",
                        Optional.empty(),
                        List.of()));
        assertThat(contexts.stream().map(context -> get("a", context))).doesNotHaveDuplicates();
    }

    /** Each part of what a plan depends on is changed alone; a part that is added must be added here. */
    @Test
    void everyPartOfMySql_separatesPlans() {
        MySqlSession stock = MySqlSession.STOCK;
        List<MySqlSession> sessions = List.of(
                stock,
                new MySqlSession("PIPES_AS_CONCAT", stock.serverVersion(), 0, stock.connectionCollation()),
                new MySqlSession(stock.sqlMode(), 80_031, 0, stock.connectionCollation()),
                new MySqlSession(stock.sqlMode(), stock.serverVersion(), 1, stock.connectionCollation()),
                new MySqlSession(stock.sqlMode(), stock.serverVersion(), 0, "utf8mb4_bin"));
        assertThat(sessions.stream().map(session -> get("a", context(session)))).doesNotHaveDuplicates();
        assertThat(MySqlSession.class.getRecordComponents()).hasSize(sessions.size() - 1);
        assertThat(RoutingContext.class.getRecordComponents())
                .as("the contexts of the test above, and this one")
                .hasSize(7);
        assertThat(SessionPart.class.getRecordComponents()).hasSize(8);
    }

    private static RoutingContext context(MySqlSession session) {
        return new RoutingContext(TOPOLOGY, SCHEMA, List.of("public"), "UTC", Optional.empty(), List.of(), session);
    }

    @Test
    void manyThreadsMissingAtOnce_planOnce() throws Exception {
        int threads = 8;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(() -> {
                    start.await();
                    return get("slow", context());
                }));
            }
            start.countDown();
            for (Future<Integer> result : results) {
                assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(planned).hasValue(1);
    }

    @Test
    void cache_staysWithinItsWeight() {
        for (int i = 0; i < 10_000; i++) {
            get("statement number " + i, context());
        }
        assertThat(cache.size()).isLessThanOrEqualTo(10_000 / 64);
    }

    @Test
    void aPlannerThatThrows_leavesNothingBehind() {
        assertThatThrownBy(() -> cache.get("x", context(), () -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(get("x", context())).isEqualTo(1);
    }
}
