package io.kintsugi.cli.demo;

import io.kintsugi.topology.Dialect;
import java.util.Optional;

/**
 * What a demo shall be.
 *
 * @param dialect which database its servers are
 * @param replicas of each shard
 * @param portBase the first of the ports; empty: the usual one, or any free ports where that is taken
 * @param workloadSeconds how long the workload runs
 * @param users rows of the sample shop
 */
record DemoPlan(Dialect dialect, int replicas, Optional<Integer> portBase, int workloadSeconds, int users) {
    static final String CLUSTER = "shop";
    static final int SHARDS = 2;
    static final int PRODUCTS = 200;
    static final int THREADS = 4;
    static final long SEED = 42;

    private static final long POSTGRESQL_SERVER_BYTES = 120L << 20;
    private static final long MYSQL_SERVER_BYTES = 250L << 20;

    /** Commits wait for one replica, where there is one. */
    int sync() {
        return Math.min(1, replicas);
    }

    /** As people write it. */
    String database() {
        return dialect == Dialect.MYSQL ? "MySQL" : "PostgreSQL";
    }

    int serverCount() {
        return 1 + SHARDS * (1 + replicas);
    }

    /** What the disk must have free: data folders and the log of the servers. */
    long bytesNeeded() {
        return serverCount() * (dialect == Dialect.MYSQL ? MYSQL_SERVER_BYTES : POSTGRESQL_SERVER_BYTES);
    }
}
