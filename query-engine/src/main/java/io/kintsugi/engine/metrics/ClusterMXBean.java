package io.kintsugi.engine.metrics;

import java.util.Map;

/**
 * One engine as JMX shows it: {@code io.kintsugi:type=Cluster,name=<cluster>,client=<id>}. Counters only grow while the
 * engine runs. Times are nanoseconds, until the first row or the update count is there.
 */
public interface ClusterMXBean {
    /** The object names of all engines of this process. */
    String PATTERN = "io.kintsugi:type=Cluster,*";

    /** The cluster's name in its topology. */
    String getCluster();

    /** What stands at the head of application_name on this engine's connections, unless a session sets its own name. */
    String getClientId();

    /** The version of the topology in use. */
    long getTopologyVersion();

    /** Statements that were executed, by tier. */
    Map<String, Long> getStatements();

    /** The time these took in all, by tier. */
    Map<String, Long> getStatementNanos();

    /** Batches that were executed; their entries are not among the statements. */
    long getBatches();

    /** The entries of these batches. */
    long getBatchEntries();

    /** The time the batches took in all. */
    long getBatchNanos();

    /** Kintsugi's own errors, by the name of their code; codes that never occurred are left out. */
    Map<String, Long> getRefusals();

    /** Errors that a server reported. */
    long getServerErrors();

    /** Plans in the plan cache. */
    long getPlanCacheSize();

    /** Statements whose plan was there. */
    long getPlanCacheHits();

    /** Statements that had to be planned. */
    long getPlanCacheMisses();

    /** Transactions committed on one shard; statements in autocommit on one shard are no transactions here. */
    long getSingleShardCommits();

    /** Transactions committed that had joined several shards. */
    long getMultiShardCommits();

    /** Those that had written on several shards, whether the commit succeeded or not. */
    long getMultiShardWriteCommits();

    /** Those of them that failed after a part was committed. */
    long getPartialCommits();

    /** Transactions rolled back. */
    long getRollbacks();

    /** Connections in use, by node. */
    Map<String, Long> getConnectionsActive();

    /** Connections that are idle, by node. */
    Map<String, Long> getConnectionsIdle();

    /** Callers that wait for a connection, by node. */
    Map<String, Long> getConnectionsAwaited();
}
