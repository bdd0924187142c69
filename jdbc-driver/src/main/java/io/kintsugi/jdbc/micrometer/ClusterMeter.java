package io.kintsugi.jdbc.micrometer;

/** Every meter there is; {@code docs/metrics.md} is made from it. All have the tag {@code cluster}. */
enum ClusterMeter {
    STATEMENTS(
            "kintsugi.statements",
            Kind.TIMER,
            "tier",
            "Statements that were answered, and the time until their first row or update count was there; what was"
                    + " merged as a stream has the tier streaming_merge",
            "Statements, StatementNanos"),
    BATCHES(
            "kintsugi.batches",
            Kind.TIMER,
            "",
            "Batches that were answered, and the time they took; their entries are not among the statements",
            "Batches, BatchNanos"),
    BATCH_ENTRIES("kintsugi.batch.entries", Kind.COUNTER, "", "The entries of these batches", "BatchEntries"),
    REFUSALS(
            "kintsugi.refusals",
            Kind.COUNTER,
            "code",
            "Statements that ended in an error of Kintsugi's own, by the name of its code; see errors.md",
            "Refusals"),
    SERVER_ERRORS(
            "kintsugi.server_errors",
            Kind.COUNTER,
            "",
            "Statements that ended in an error of a server's",
            "ServerErrors"),
    PLAN_CACHE_SIZE("kintsugi.plan_cache.size", Kind.GAUGE, "", "Plans in the plan cache", "PlanCacheSize"),
    PLAN_CACHE_LOOKUPS(
            "kintsugi.plan_cache.lookups",
            Kind.COUNTER,
            "result",
            "Look-ups in the plan cache; result is hit or miss",
            "PlanCacheHits, PlanCacheMisses"),
    COMMITS(
            "kintsugi.transaction.commits",
            Kind.COUNTER,
            "shards",
            "Transactions that were committed on one shard (single) or had joined several (multi); a statement in"
                    + " autocommit on one shard is none",
            "SingleShardCommits, MultiShardCommits"),
    MULTI_SHARD_WRITES(
            "kintsugi.transaction.multi_shard_writes",
            Kind.COUNTER,
            "outcome",
            "Transactions that had written on several shards, committed (all) or only in part (partial)",
            "MultiShardWriteCommits, PartialCommits"),
    ROLLBACKS("kintsugi.transaction.rollbacks", Kind.COUNTER, "", "Transactions rolled back", "Rollbacks"),
    CONNECTIONS(
            "kintsugi.connections",
            Kind.GAUGE,
            "node, state",
            "Connections to a node, of all users; state is active or idle",
            "ConnectionsActive, ConnectionsIdle"),
    CONNECTIONS_AWAITED(
            "kintsugi.connections.awaited",
            Kind.GAUGE,
            "node",
            "Callers that wait for a connection to a node",
            "ConnectionsAwaited"),
    TOPOLOGY_VERSION(
            "kintsugi.topology.version", Kind.GAUGE, "", "The version of the topology in use", "TopologyVersion");

    /** What a meter is to Micrometer. */
    enum Kind {
        TIMER,
        COUNTER,
        GAUGE
    }

    private final String text;
    private final Kind kind;
    private final String tags;
    private final String meaning;
    private final String attributes;

    ClusterMeter(String text, Kind kind, String tags, String meaning, String attributes) {
        this.text = text;
        this.kind = kind;
        this.tags = tags;
        this.meaning = meaning;
        this.attributes = attributes;
    }

    /** Its name, with the dots of Micrometer and OpenTelemetry. */
    String text() {
        return text;
    }

    Kind kind() {
        return kind;
    }

    /** The names of its tags beside {@code cluster}, with commas between them. */
    String tags() {
        return tags;
    }

    String meaning() {
        return meaning;
    }

    /** The attributes of the MBean that it reads. */
    String attributes() {
        return attributes;
    }
}
