package io.kintsugi.cli.demo;

import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.embedded.DatabaseServer;
import io.kintsugi.embedded.MySqlOptions;
import io.kintsugi.embedded.PostgresOptions;
import io.kintsugi.embedded.ReplicaSetServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers of a demo: the catalog and the shards, each a replica set. Immutable; the servers change state. */
record DemoServers(ReplicaSetServers catalog, List<ReplicaSetServers> shards) {
    static final String USER = "shop";
    static final String DATABASE = "shop";
    private static final int PORTS_LISTED_MAX = 3;

    DemoServers {
        shards = List.copyOf(shards);
    }

    /** Starts all sets at once; {@code stops} is told of each as soon as it runs. */
    static DemoServers start(DemoHome home, DemoPlan plan, PortPlan ports, String password, StopList stops)
            throws InterruptedException {
        List<Callable<ReplicaSetServers>> starts = new ArrayList<>();
        starts.add(() -> started(home, plan, "catalog", 0, ports.catalog(), password, stops));
        for (int ordinal = 0; ordinal < DemoPlan.SHARDS; ordinal++) {
            String name = "s" + ordinal;
            int port = ports.shard(ordinal, 1 + plan.replicas());
            starts.add(() -> started(home, plan, name, plan.replicas(), port, password, stops));
        }
        List<ReplicaSetServers> sets = all(starts);
        return new DemoServers(sets.get(0), sets.subList(1, sets.size()));
    }

    private static ReplicaSetServers started(
            DemoHome home, DemoPlan plan, String name, int replicas, int port, String password, StopList stops) {
        int sync = Math.min(plan.sync(), replicas);
        ReplicaSetServers set = switch (plan.dialect()) {
            case POSTGRESQL -> ReplicaSetServers.started(name, replicas, sync, postgres(home, port, password));
            case MYSQL -> ReplicaSetServers.started(name, replicas, sync, mySql(home, port, password));
        };
        stops.add("servers of " + name, () -> set.all().parallelStream().forEach(DatabaseServer::kill));
        set.primary().createDatabase(DATABASE);
        return set;
    }

    /** The demo stops its servers itself, in an order; what a killed demo leaves is found by the markers. */
    private static PostgresOptions postgres(DemoHome home, int port, String password) {
        return PostgresOptions.builder()
                .superuser(USER)
                .password(password)
                .durable(false)
                .detached(true)
                .stateFolder(home.servers())
                .dataFolder(home.data())
                .port(port)
                .build();
    }

    private static MySqlOptions mySql(DemoHome home, int port, String password) {
        return MySqlOptions.builder()
                .user(USER)
                .password(password)
                .durable(false)
                .detached(true)
                .stateFolder(home.servers())
                .dataFolder(home.data())
                .port(port)
                .build();
    }

    private static List<ReplicaSetServers> all(List<Callable<ReplicaSetServers>> starts) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(starts.size());
        try {
            List<Future<ReplicaSetServers>> futures = threads.invokeAll(starts);
            List<ReplicaSetServers> sets = new ArrayList<>();
            for (Future<ReplicaSetServers> future : futures) {
                sets.add(future.get());
            }
            return sets;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("A server could not be started", failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    Stream<DatabaseServer> all() {
        return Stream.concat(Stream.of(catalog), shards.stream()).flatMap(set -> set.all().stream());
    }

    /** Database and version. */
    String engine() {
        try {
            return catalog.primary().engine();
        } catch (SQLException failure) {
            throw new IllegalStateException("The catalog does not tell its version", failure);
        }
    }

    /** For people: {@code 7701-7707}, or the ports themselves where they are few. */
    String portText() {
        int[] ports = all().mapToInt(DatabaseServer::port).sorted().toArray();
        boolean inARow = ports[ports.length - 1] - ports[0] == ports.length - 1;
        if (inARow || ports.length > PORTS_LISTED_MAX) {
            String range = ports[0] + "-" + ports[ports.length - 1];
            return inARow ? range : "free ones in " + range;
        }
        return Arrays.stream(ports).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }
}
