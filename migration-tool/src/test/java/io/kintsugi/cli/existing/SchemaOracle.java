package io.kintsugi.cli.existing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.cli.CliRunner;
import io.kintsugi.cli.CliRunner.Result;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.node.ClusterPreparation;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what {@code validate --against} says of a schema against what Kintsugi does with it: the layout that advise
 * proposes is built of real databases, and every definition is run through the driver. Confined to one test.
 */
final class SchemaOracle {
    private static final Pattern NODE = Pattern.compile("(?m)^( {2}[a-z0-9-]+: \\{url: \")[^\"]*(\"})$");
    private static final Pattern REFUSED =
            Pattern.compile("\"severity\": \"refused\",\\s*\"subject\": \"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern OWN_ERROR = Pattern.compile(".*\\[K[0-9]{4}]\\s*", Pattern.DOTALL);
    private static final Pattern TABLE = Pattern.compile("table (.*)");

    /** The servers that nodes are made on. */
    interface Servers {
        /** The address of a new database, for a topology. */
        String newNode();

        Connection connect(String database) throws SQLException;

        /** What is put behind the URL of the driver. */
        String credentials();
    }

    private final Servers servers;
    private final String existing;
    private final Path folder;

    SchemaOracle(Servers servers, String existing, Path folder) {
        this.servers = servers;
        this.existing = existing;
        this.folder = folder;
    }

    /** The file of a cluster that is laid out as advise proposes, ready to be used. */
    Path proposedCluster() throws IOException, SQLException {
        Result advice = new CliRunner().run("advise", "--database", existing);
        assertThat(advice.exitCode()).as(advice.error()).isEqualTo(ExitCode.OK);
        Path proposal = Files.writeString(folder.resolve("proposal.yaml"), advice.out());
        Result valid = new CliRunner().run("validate", proposal.toString());
        assertThat(valid.exitCode()).as(valid.error()).isEqualTo(ExitCode.OK);
        return cluster(advice.out());
    }

    /** The file of a cluster that is laid out so, ready to be used. */
    Path cluster(String yaml) throws IOException, SQLException {
        String real = NODE.matcher(yaml).replaceAll(node -> node.group(1) + servers.newNode() + node.group(2));
        Path file = Files.writeString(Files.createTempFile(folder, "cluster", ".yaml"), real);
        Topology topology = TopologyYaml.read(file);
        ClusterPreparation.prepare(topology, node -> servers.connect(node.database()));
        return file;
    }

    /** Subjects of the definitions that would be refused. */
    Set<String> reported(Path cluster) {
        Result report = new CliRunner().run("validate", cluster.toString(), "--against", existing, "-o", "json");
        assertThat(report.exitCode()).as(report.error()).isIn(ExitCode.OK, ExitCode.PRECONDITION);
        Set<String> subjects = new HashSet<>();
        Matcher refused = REFUSED.matcher(report.out());
        while (refused.find()) {
            subjects.add(refused.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
        }
        return subjects;
    }

    List<Definition> definitions() throws SQLException {
        try (ExistingDatabase database = ExistingDatabase.open(existing, "")) {
            return database.definitions();
        }
    }

    /** What came of running definitions through Kintsugi. */
    record Run(Set<String> accepted, Set<String> refused, List<String> failed) {}

    /** Runs every definition; those of a table that the topology does not know are one with it. */
    Run run(Path cluster, String dialect, List<Definition> definitions) throws SQLException {
        Run run = new Run(new HashSet<>(), new HashSet<>(), new ArrayList<>());
        Set<String> homeless = new HashSet<>();
        try (Connection connection = connect(cluster, dialect);
                Statement statement = connection.createStatement()) {
            for (Definition definition : definitions) {
                if (!homeless.contains(definition.table())) {
                    String failure = run(statement, definition, run);
                    Matcher table = TABLE.matcher(definition.subject());
                    if (failure.contains(ErrorCode.UNKNOWN_TABLE.id()) && table.matches()) {
                        homeless.add(table.group(1));
                    }
                }
            }
        }
        return run;
    }

    Connection connect(Path cluster, String dialect) throws SQLException {
        return DriverManager.getConnection("jdbc:kintsugi:" + dialect + ":file:" + cluster + servers.credentials());
    }

    static boolean isOwn(SQLException failed) {
        return OWN_ERROR.matcher(String.valueOf(failed.getMessage())).matches();
    }

    private static String run(Statement statement, Definition definition, Run run) {
        try {
            statement.execute(definition.sql());
            run.accepted().add(definition.subject());
            return "";
        } catch (SQLException failed) {
            if (isOwn(failed)) {
                run.refused().add(definition.subject());
            } else if (run.accepted().contains("table " + definition.table())) {
                run.failed().add(definition.subject() + ": " + failed.getMessage());
            }
            return String.valueOf(failed.getMessage());
        }
    }

    /**
     * Nothing is refused that was not reported, and what was reported is refused.
     *
     * @param failedByServer subjects that the server itself does not take, since they build on what was refused
     */
    void requireAgreement(Path cluster, String dialect, Set<String> failedByServer) throws SQLException {
        Set<String> reported = reported(cluster);
        Run run = run(cluster, dialect, definitions());
        assertThat(run.refused()).as("refused; %s", run).isEqualTo(reported);
        assertThat(run.failed().stream().map(text -> text.replaceAll(":(?s).*", "")))
                .as("failed at a server: %s", run.failed())
                .containsExactlyInAnyOrderElementsOf(failedByServer);
    }
}
