package io.kintsugi.embedded;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A primary and its streaming replicas, started and closed as one. Immutable; the servers themselves change state.
 * Servers are called {@code <name>-a} (the primary), {@code <name>-b} and so on.
 */
public final class ReplicaSetServers implements AutoCloseable {

    private static final int REPLICAS_MAX = 7;

    private final PostgresServer primary;
    private final List<PostgresServer> replicas;

    private ReplicaSetServers(PostgresServer primary, List<PostgresServer> replicas) {
        this.primary = primary;
        this.replicas = List.copyOf(replicas);
    }

    /** A fresh set in temporary folders that waits for no disk: the one for tests. */
    public static ReplicaSetServers started(String name, int replicaCount, int sync) {
        PostgresOptions options = PostgresOptions.builder().durable(false).build();
        return started(name, replicaCount, sync, options);
    }

    /**
     * Returns once every replica streams and the demand for synchronous ones is in force.
     *
     * @param sync how many replicas a commit waits for
     * @param options for every server; a data folder in it is the parent of one folder for each server, and a port in
     *     it is the primary's, the replicas taking the next ones
     */
    public static ReplicaSetServers started(String name, int replicaCount, int sync, PostgresOptions options) {
        Objects.requireNonNull(options, "options");
        if (replicaCount < 0 || replicaCount > REPLICAS_MAX || sync < 0 || sync > replicaCount) {
            throw new IllegalArgumentException("A set of " + replicaCount + " replicas with sync " + sync
                    + " cannot be made: 0 to " + REPLICAS_MAX + " replicas, and sync no larger than their number.");
        }
        List<PostgresServer> servers = new ArrayList<>();
        try {
            servers.add(PostgresServer.started(member(name, 0, options)));
            for (int index = 1; index <= replicaCount; index++) {
                PostgresOptions replica = member(name, index, options);
                servers.add(servers.get(0).cloneReplica(replica.name(), replica));
            }
            return armed(servers, sync);
        } catch (RuntimeException failed) {
            closeAll(servers, failed);
            throw failed;
        }
    }

    public PostgresServer primary() {
        return primary;
    }

    public List<PostgresServer> replicas() {
        return replicas;
    }

    /** The primary first. */
    public List<PostgresServer> all() {
        List<PostgresServer> all = new ArrayList<>(List.of(primary));
        all.addAll(replicas);
        return List.copyOf(all);
    }

    /** Closes the replicas, then the primary; a failure of one does not keep the others open. */
    @Override
    public void close() {
        IllegalStateException failure = new IllegalStateException("Not every server of the set could be closed");
        closeAll(all(), failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static ReplicaSetServers armed(List<PostgresServer> servers, int sync) {
        ReplicaSetServers set = new ReplicaSetServers(servers.get(0), servers.subList(1, servers.size()));
        if (sync > 0) {
            List<String> names = set.replicas.stream().map(PostgresServer::name).toList();
            set.primary.requireSynchronous(sync, names);
        }
        return set;
    }

    private static PostgresOptions member(String name, int index, PostgresOptions options) {
        String memberName = name + "-" + (char) ('a' + index);
        PostgresOptions.Builder builder = options.toBuilder().name(memberName);
        options.dataFolder().ifPresent(folder -> builder.dataFolder(folder.resolve(memberName)));
        if (options.port() != 0) {
            builder.port(options.port() + index);
        }
        return builder.build();
    }

    private static void closeAll(List<PostgresServer> servers, RuntimeException failure) {
        List<PostgresServer> lastFirst = new ArrayList<>(servers);
        Collections.reverse(lastFirst);
        for (PostgresServer server : lastFirst) {
            try {
                server.close();
            } catch (RuntimeException failed) {
                failure.addSuppressed(failed);
            }
        }
    }
}
