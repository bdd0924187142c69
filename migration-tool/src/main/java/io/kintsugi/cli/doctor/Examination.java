package io.kintsugi.cli.doctor;

import io.kintsugi.cli.cluster.NodeConnections;
import io.kintsugi.node.DdlJob;
import io.kintsugi.node.GuardIdentity;
import io.kintsugi.node.GuardTarget;
import io.kintsugi.node.NodeAccess;
import io.kintsugi.node.probe.NodeProber;
import io.kintsugi.node.probe.NodeReport;
import io.kintsugi.node.probe.ProbeLimits;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Topology;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks at all nodes, several at a time: one that hangs must not hold up the others. */
final class Examination {
    private static final int THREADS_MAX = 8;
    private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "42S02");
    private static final int MYSQL_NO_SUCH_DATABASE = 1049;

    private final Topology topology;
    private final NodeConnections connections;
    private final Optional<Credentials> credentials;

    Examination(Topology topology, NodeConnections connections, Optional<Credentials> credentials) {
        this.topology = topology;
        this.connections = connections;
        this.credentials = credentials;
    }

    List<Patient> patients() throws InterruptedException {
        List<Callable<Patient>> looks = new ArrayList<>();
        for (GuardTarget target : GuardIdentity.targets(topology)) {
            for (String node : target.replicas().nodes()) {
                looks.add(() -> look(node, target));
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS_MAX);
        try {
            List<Patient> patients = new ArrayList<>();
            for (Future<Patient> look : threads.invokeAll(looks)) {
                patients.add(look.get());
            }
            return patients;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("A node could not be examined", failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Patient look(String name, GuardTarget target) throws SQLException {
        NodeProber prober = NodeProber.forDialect(topology.dialect(), ProbeLimits.defaults(), Clock.systemUTC());
        NodeReport report = prober.probe(topology.node(name), credentials);
        Optional<ServerSheet> sheet = Optional.empty();
        if (report.facts().isPresent()) {
            try (Connection connection = connections.open(name)) {
                sheet = Optional.of(read(connection));
            }
        }
        return new Patient(topology.node(name), target.identity(), target.replicas(), report, sheet);
    }

    private ServerSheet read(Connection connection) throws SQLException {
        return topology.dialect() == Dialect.MYSQL ? MySqlSheet.read(connection) : ServerSheet.read(connection);
    }

    /** Schema changes that began and did not end; none where the catalog is not prepared. */
    List<DdlJob> unfinished() throws SQLException {
        try (Connection connection = connections.open(topology.catalog().primary())) {
            return NodeAccess.of(topology.dialect()).ddlJournal().unfinished(connection);
        } catch (SQLException failure) {
            if (NO_SUCH_TABLE.contains(String.valueOf(failure.getSQLState()))
                    || failure.getErrorCode() == MYSQL_NO_SUCH_DATABASE) {
                return List.of();
            }
            throw failure;
        }
    }
}
