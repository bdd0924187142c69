package io.kintsugi.engine.metrics;

import io.kintsugi.engine.backend.PoolReport;
import io.kintsugi.engine.transaction.CommitStatistics;
import io.kintsugi.router.PlanCacheReport;
import io.kintsugi.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Reads an engine for JMX. Thread-safe. */
public final class ClusterMetrics implements ClusterMXBean {
    private final String clientId;
    private final StatementCounters statements;
    private final CommitStatistics commits;
    private final Supplier<Topology> topology;
    private final Supplier<PlanCacheReport> planCache;
    private final Supplier<List<PoolReport>> pools;

    /** The suppliers are asked anew at each reading. */
    public ClusterMetrics(
            String clientId,
            StatementCounters statements,
            CommitStatistics commits,
            Supplier<Topology> topology,
            Supplier<PlanCacheReport> planCache,
            Supplier<List<PoolReport>> pools) {
        this.clientId = clientId;
        this.statements = statements;
        this.commits = commits;
        this.topology = topology;
        this.planCache = planCache;
        this.pools = pools;
    }

    @Override
    public String getCluster() {
        return topology.get().cluster();
    }

    @Override
    public String getClientId() {
        return clientId;
    }

    @Override
    public long getTopologyVersion() {
        return topology.get().version();
    }

    @Override
    public Map<String, Long> getStatements() {
        return statements.statements();
    }

    @Override
    public Map<String, Long> getStatementNanos() {
        return statements.nanos();
    }

    @Override
    public long getBatches() {
        return statements.batches();
    }

    @Override
    public long getBatchEntries() {
        return statements.batchEntries();
    }

    @Override
    public long getBatchNanos() {
        return statements.batchNanos();
    }

    @Override
    public Map<String, Long> getRefusals() {
        return statements.refusals();
    }

    @Override
    public long getServerErrors() {
        return statements.serverErrors();
    }

    @Override
    public long getPlanCacheSize() {
        return planCache.get().size();
    }

    @Override
    public long getPlanCacheHits() {
        return planCache.get().hits();
    }

    @Override
    public long getPlanCacheMisses() {
        return planCache.get().misses();
    }

    @Override
    public long getSingleShardCommits() {
        return commits.singleShardCommits();
    }

    @Override
    public long getMultiShardCommits() {
        return commits.severalShardsCommits();
    }

    @Override
    public long getMultiShardWriteCommits() {
        return commits.multiShardCommits();
    }

    @Override
    public long getPartialCommits() {
        return commits.partialCommits();
    }

    @Override
    public long getRollbacks() {
        return commits.rollbacks();
    }

    @Override
    public Map<String, Long> getConnectionsActive() {
        return byNode(PoolReport::active);
    }

    @Override
    public Map<String, Long> getConnectionsIdle() {
        return byNode(PoolReport::idle);
    }

    @Override
    public Map<String, Long> getConnectionsAwaited() {
        return byNode(PoolReport::waiting);
    }

    /** Every node has a number, also one that nobody has connected to yet; the pools of different users add up. */
    private Map<String, Long> byNode(ToLongFunction<PoolReport> number) {
        Map<String, Long> sums = new TreeMap<>();
        topology.get().nodes().keySet().forEach(node -> sums.put(node, 0L));
        pools.get().forEach(pool -> sums.merge(pool.node(), number.applyAsLong(pool), Long::sum));
        return sums;
    }
}
