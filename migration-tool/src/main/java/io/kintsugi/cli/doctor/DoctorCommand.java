package io.kintsugi.cli.doctor;

import io.kintsugi.cli.cluster.NodeConnections;
import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.OutputFormat;
import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.node.DdlJob;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Secret;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Examines a cluster. Changes nothing. Filled in by picocli. */
@Command(
        name = "doctor",
        description = "Look at every node of a cluster; say what is wrong and the exact line that puts it right.",
        footer = {
            "",
            "Changes nothing. Exit codes: 0 well (warnings allowed), 5 something has to be set, 8 a node is away."
        })
public final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--cluster", paramLabel = "FILE", description = "the topology; otherwise that of the running demo")
    private Optional<Path> cluster = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "who looks, if not the file's user")
    private Optional<String> user = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private OutputFormat output = OutputFormat.TABLE;

    public DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws SQLException, InterruptedException {
        Path file = clusterFile();
        Topology topology = TopologyYaml.read(file);
        Examination examination =
                new Examination(topology, new NodeConnections(topology, user, console), credentials(topology));
        List<Patient> patients = examination.patients();
        List<Finding> findings = findings(file, topology, patients, examination);
        DoctorReport report = new DoctorReport(patients, findings);
        if (output == OutputFormat.JSON) {
            console.out().println(report.json());
        } else {
            report.lines(console.ink()).forEach(console.out()::println);
        }
        return exitCode(findings);
    }

    private static List<Finding> findings(Path file, Topology topology, List<Patient> patients, Examination examination)
            throws SQLException {
        List<Finding> findings = new ArrayList<>();
        patients.forEach(patient -> findings.addAll(NodeRules.check(patient, "kintsugi init --cluster " + file)));
        boolean catalogAnswers = patients.stream()
                .anyMatch(patient -> patient.name().equals(topology.catalog().primary())
                        && patient.sheet().isPresent());
        List<DdlJob> unfinished = catalogAnswers ? examination.unfinished() : List.of();
        findings.addAll(ClusterRules.check(patients, unfinished));
        return findings;
    }

    private Path clusterFile() {
        if (cluster.isPresent()) {
            return cluster.get();
        }
        DemoHome home = DemoHome.of(console);
        if (home.running().isEmpty()) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "No demo runs, and no cluster file is given.",
                    "Name one: kintsugi doctor --cluster cluster.yaml");
        }
        return home.clusterFile();
    }

    private Optional<Credentials> credentials(Topology topology) {
        String password = console.variable("KINTSUGI_PASSWORD");
        Optional<Credentials> written = topology.credentials();
        if (user.isEmpty() && password.isEmpty()) {
            return written;
        }
        String name = user.or(() -> written.map(Credentials::user)).orElse(System.getProperty("user.name"));
        Secret secret =
                password.isEmpty() ? written.map(Credentials::password).orElse(Secret.none()) : new Secret(password);
        return Optional.of(new Credentials(name, secret));
    }

    private static int exitCode(List<Finding> findings) {
        Optional<Finding.Severity> worst =
                findings.stream().map(Finding::severity).max(Comparator.naturalOrder());
        if (worst.isEmpty() || worst.get() == Finding.Severity.WARNING) {
            return ExitCode.OK;
        }
        return worst.get() == Finding.Severity.UNREACHABLE ? ExitCode.UNREACHABLE : ExitCode.PRECONDITION;
    }
}
