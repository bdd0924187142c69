package io.kintsugi.cli.demo;

import io.kintsugi.cli.cluster.NodeConnections;
import io.kintsugi.cli.cluster.Preparation;
import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.Steps;
import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.cli.demo.home.DemoLock;
import io.kintsugi.cli.demo.home.DemoRecord;
import io.kintsugi.embedded.EmbeddedServerException;
import io.kintsugi.embedded.LeftoverServer;
import io.kintsugi.embedded.ServerFailure;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.manager.ManagerServer;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One demo, from an empty folder to a cluster that serves. Closing it stops and deletes everything it started. */
final class Demo implements AutoCloseable {
    private static final int PASSWORD_BYTES = 9;

    private final Console console;
    private final DemoHome home;
    private final DemoPlan plan;
    private final Steps steps;
    private final StopList stops = new StopList();

    Demo(Console console, DemoHome home, DemoPlan plan, Steps steps) {
        this.console = console;
        this.home = home;
        this.plan = plan;
        this.steps = steps;
    }

    /** Takes the lock; DEMO_ALREADY_RUNNING, with its page, while another demo has it. */
    void enter() {
        home.prepare();
        requireSpace();
        DemoLock lock = DemoLock.tryAcquire(home.lockFile()).orElseThrow(() -> alreadyRunning(home));
        stops.add("the lock", lock::close);
        stops.add("the demo's folder", () -> Leftovers.clear(home));
        List<LeftoverServer> stopped = Leftovers.clear(home);
        if (!stopped.isEmpty()) {
            console.error().println("  Stopped " + stopped.size() + " servers that a killed demo had left.");
        }
    }

    static ShardException alreadyRunning(DemoHome home) {
        Optional<DemoRecord> other = DemoRecord.read(home.recordFile());
        String where = other.map(record -> " Its page: " + record.page()).orElse("");
        return new ShardException(
                        ErrorCode.DEMO_ALREADY_RUNNING, "A demo already runs from " + home.folder() + "." + where)
                .withRemedy("Use it, or stop it with: kintsugi demo stop. A second one needs a folder of its own: "
                        + DemoHome.VARIABLE + "=/path.");
    }

    private void requireSpace() {
        long free = freeBytes(home.folder());
        if (free < plan.bytesNeeded()) {
            throw new CliException(
                    ExitCode.FAILURE,
                    "The disk of " + home.folder() + " has " + (free >> 20) + " MB left; the demo needs "
                            + (plan.bytesNeeded() >> 20) + " MB.",
                    "Free some space, use --small, or name a folder on another disk: " + DemoHome.VARIABLE + "=/path.");
        }
    }

    private static long freeBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException failure) {
            throw new CliException(
                    ExitCode.FAILURE,
                    "The disk of " + folder + " cannot be looked at: " + failure.getMessage() + ".",
                    "Name another folder: " + DemoHome.VARIABLE + "=/path.",
                    failure);
        }
    }

    /** Starts servers and manager, loads the shop, runs the workload; the result is ready to be used. */
    DemoResult start() throws InterruptedException, SQLException {
        String password = newPassword();
        PortPlan ports = PortPlan.choose(plan);
        record(0, "", "", DemoRecord.STARTING).write(home.recordFile());
        DemoServers servers = startServers(ports, password);
        new DemoCluster(servers, plan, password).write(home);
        prepare();
        ManagerServer manager = startManager(ports);
        String managerUrl = "jdbc:kintsugi:" + plan.dialect().label() + "://127.0.0.1:" + manager.port() + "/"
                + DemoPlan.CLUSTER + "?user=" + DemoServers.USER + "&password=" + password;
        DemoShop.Outcome outcome = new DemoShop(steps, console.errorInk(), plan, servers).run(managerUrl);
        DemoRecord ready = record(manager.port(), servers.portText(), managerUrl, DemoRecord.READY)
                .withShardClient(shardClient(servers, password));
        ready.write(home.recordFile());
        return new DemoResult(ready, outcome);
    }

    private String shardClient(DemoServers servers, String password) {
        int port = servers.shards().get(0).primary().port();
        return switch (plan.dialect()) {
            case POSTGRESQL ->
                "psql \"host=127.0.0.1 port=" + port + " dbname=" + DemoServers.DATABASE + " user=" + DemoServers.USER
                        + " password=" + password + "\"";
            case MYSQL ->
                "mysql --host=127.0.0.1 --port=" + port + " --user=" + DemoServers.USER + " --password=" + password
                        + " " + DemoServers.DATABASE;
        };
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private DemoServers startServers(PortPlan ports, String password) throws InterruptedException {
        try (Steps.Step step = steps.begin("servers")) {
            step.update("starting " + plan.serverCount() + " " + plan.database() + " servers");
            DemoServers servers = startOnSomePorts(ports, password);
            String replicas = plan.replicas() == 0 ? "" : " and " + plan.replicas() + " replicas each";
            step.done(servers.engine() + ": " + DemoPlan.SHARDS + " shards" + replicas + ", a catalog; ports "
                    + servers.portText());
            return servers;
        }
    }

    /** Between the look at the usual ports and their use somebody else may take one: then any free ones will do. */
    private DemoServers startOnSomePorts(PortPlan ports, String password) throws InterruptedException {
        try {
            return DemoServers.start(home, plan, ports, password, stops);
        } catch (EmbeddedServerException failure) {
            if (failure.failure() != ServerFailure.PORT_TAKEN || plan.portBase().isPresent()) {
                throw failure;
            }
            Leftovers.clearServers(home);
            return DemoServers.start(home, plan, PortPlan.ANY, password, stops);
        }
    }

    private void prepare() throws SQLException {
        try (Steps.Step step = steps.begin("init")) {
            Topology topology = TopologyYaml.read(home.clusterFile());
            int prepared = new Preparation(topology, new NodeConnections(topology, Optional.empty(), console))
                    .run()
                    .size();
            step.done("guard rows on " + prepared + " primaries, journal and ids in the catalog");
        }
    }

    private ManagerServer startManager(PortPlan ports) {
        try (Steps.Step step = steps.begin("manager")) {
            ManagerServer manager = managerOnSomePort(ports.manager());
            stops.add("the manager", manager::close);
            step.done(manager.pageAddress().toString());
            return manager;
        }
    }

    private ManagerServer managerOnSomePort(int port) {
        try {
            return managerOn(port);
        } catch (ShardException failure) {
            if (failure.code() != ErrorCode.PORT_IN_USE || plan.portBase().isPresent()) {
                throw failure;
            }
            return managerOn(0);
        }
    }

    private ManagerServer managerOn(int port) {
        return ManagerServer.builder(home.managerState())
                .clusterFile(home.clusterFile())
                .port(port)
                .start();
    }

    private DemoRecord record(int managerPort, String serverPorts, String managerUrl, String phase) {
        return new DemoRecord(
                ProcessHandle.current().pid(),
                phase,
                managerUrl,
                "jdbc:kintsugi:" + plan.dialect().label() + ":file:" + home.clusterFile(),
                URI.create("http://127.0.0.1:" + managerPort + "/"),
                serverPorts,
                "");
    }

    /** Whether something is there that a stop would end. */
    boolean isRunning() {
        return !stops.isEmpty();
    }

    @Override
    public void close() {
        stops.close();
    }
}
