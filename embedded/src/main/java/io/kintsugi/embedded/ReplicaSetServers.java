package io.kintsugi.embedded;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A primary and its streaming replicas, started and closed as one. Immutable; the servers themselves change state.
 * Servers are called {@code <name>-a} (the primary), {@code <name>-b} and so on.
 */
public final class ReplicaSetServers implements AutoCloseable {

    private static final int REPLICAS_MAX = 7;

    private final DatabaseServer primary;
    private final List<DatabaseServer> replicas;

    private ReplicaSetServers(DatabaseServer primary, List<? extends DatabaseServer> replicas) {
        this.primary = primary;
        this.replicas = List.copyOf(replicas);
    }

    /** A fresh PostgreSQL set in temporary folders that waits for no disk: the one for tests. */
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
        return started(
                replicaCount,
                sync,
                () -> PostgresServer.started(member(name, 0, options)),
                (PostgresServer primary, Integer index) -> {
                    PostgresOptions replica = member(name, index, options);
                    return primary.cloneReplica(replica.name(), replica);
                });
    }

    /** The same of MySQL servers. */
    public static ReplicaSetServers started(String name, int replicaCount, int sync, MySqlOptions options) {
        Objects.requireNonNull(options, "options");
        return started(
                replicaCount,
                sync,
                () -> MySqlServer.started(member(name, 0, options)),
                (MySqlServer primary, Integer index) -> {
                    MySqlOptions replica = member(name, index, options);
                    return primary.cloneReplica(replica.name(), replica);
                });
    }

    private static <S extends DatabaseServer> ReplicaSetServers started(
            int replicaCount, int sync, Supplier<S> primary, BiFunction<S, Integer, S> replica) {
        if (replicaCount < 0 || replicaCount > REPLICAS_MAX || sync < 0 || sync > replicaCount) {
            throw new IllegalArgumentException("A set of " + replicaCount + " replicas with sync " + sync
                    + " cannot be made: 0 to " + REPLICAS_MAX + " replicas, and sync no larger than their number.");
        }
        List<S> servers = new ArrayList<>();
        try {
            servers.add(primary.get());
            for (int index = 1; index <= replicaCount; index++) {
                servers.add(replica.apply(servers.get(0), index));
            }
            return armed(servers, sync);
        } catch (RuntimeException failed) {
            closeAll(servers, failed);
            throw failed;
        }
    }

    public DatabaseServer primary() {
        return primary;
    }

    public List<DatabaseServer> replicas() {
        return replicas;
    }

    /** The primary first. */
    public List<DatabaseServer> all() {
        List<DatabaseServer> all = new ArrayList<>(List.of(primary));
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

    private static ReplicaSetServers armed(List<? extends DatabaseServer> servers, int sync) {
        ReplicaSetServers set = new ReplicaSetServers(servers.get(0), servers.subList(1, servers.size()));
        if (sync > 0) {
            List<String> names = set.replicas.stream().map(DatabaseServer::name).toList();
            set.primary.requireSynchronous(sync, names);
        }
        return set;
    }

    private static PostgresOptions member(String name, int index, PostgresOptions options) {
        String memberName = memberName(name, index);
        PostgresOptions.Builder builder = options.toBuilder().name(memberName);
        options.dataFolder().ifPresent(folder -> builder.dataFolder(folder.resolve(memberName)));
        return builder.port(port(index, options.port())).build();
    }

    private static MySqlOptions member(String name, int index, MySqlOptions options) {
        String memberName = memberName(name, index);
        MySqlOptions.Builder builder = options.toBuilder().name(memberName);
        options.dataFolder().ifPresent(folder -> builder.dataFolder(folder.resolve(memberName)));
        return builder.port(port(index, options.port())).build();
    }

    private static String memberName(String name, int index) {
        return name + "-" + (char) ('a' + index);
    }

    private static int port(int index, int first) {
        return first == 0 ? 0 : first + index;
    }

    private static void closeAll(List<? extends DatabaseServer> servers, RuntimeException failure) {
        List<DatabaseServer> lastFirst = new ArrayList<>(servers);
        Collections.reverse(lastFirst);
        for (DatabaseServer server : lastFirst) {
            try {
                server.close();
            } catch (RuntimeException failed) {
                failure.addSuppressed(failed);
            }
        }
    }
}
