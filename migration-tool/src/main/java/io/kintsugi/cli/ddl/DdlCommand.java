package io.kintsugi.cli.ddl;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.TextTable;
import io.kintsugi.engine.Engine;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.node.DdlJob;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.FixedTopology;
import io.kintsugi.topology.Secret;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, resumes and abandons schema changes that have begun and not ended. Filled in by picocli. */
@Command(
        name = "ddl",
        description = "Look after schema changes that were cut off: list, resume, abandon.",
        footer = {"", "resume finishes all of them; abandon leaves one as it is, half done: the shards may then differ."
        })
public final class DdlCommand implements Callable<Integer> {
    private static final int STATEMENT_SHOWN_MAX = 60;

    private final Console console;

    @Parameters(index = "0", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}")
    private Action action = Action.LIST;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NUMBER", description = "the schema change to abandon")
    private Optional<Long> number = Optional.empty();

    @Option(names = "--cluster", required = true, paramLabel = "FILE", description = "the topology of the cluster")
    private Path cluster = Path.of("");

    @Option(names = "--user", paramLabel = "NAME", description = "who may change the schema, if not the file's user")
    private Optional<String> user = Optional.empty();

    /** What to do. */
    enum Action {
        LIST,
        RESUME,
        ABANDON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DdlCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws SQLException {
        if ((action == Action.ABANDON) != number.isPresent()) {
            throw new CliException(
                    ExitCode.USAGE,
                    action == Action.ABANDON
                            ? "Which schema change is to be abandoned?"
                            : "A number goes with abandon only.",
                    "See the numbers with: kintsugi ddl list --cluster " + cluster);
        }
        Topology topology = TopologyYaml.read(cluster);
        try (FixedTopology reader = new FixedTopology(topology);
                Engine engine = Engine.start(reader, EngineConfig.from(Map.of()))) {
            return run(engine, credentials(topology));
        }
    }

    private int run(Engine engine, Credentials credentials) throws SQLException {
        switch (action) {
            case LIST -> list(engine.unfinishedDdl(credentials));
            case RESUME -> resume(engine, credentials);
            case ABANDON -> {
                engine.abandonDdl(credentials, number.orElseThrow());
                console.out().println("Schema change " + number.orElseThrow() + " is given up as it is.");
            }
        }
        return ExitCode.OK;
    }

    private void resume(Engine engine, Credentials credentials) throws SQLException {
        int before = engine.unfinishedDdl(credentials).size();
        engine.resumeDdl(credentials);
        console.out().println(before == 0 ? "No schema change was unfinished." : before + " finished.");
    }

    private void list(List<DdlJob> jobs) {
        if (jobs.isEmpty()) {
            console.out().println("No schema change is unfinished.");
            return;
        }
        TextTable table = new TextTable("number", "since", "steps", "statement");
        for (DdlJob job : jobs) {
            table.row(
                    TextTable.Cell.plain(Long.toString(job.number())),
                    TextTable.Cell.plain(job.startedAt().toString()),
                    TextTable.Cell.plain(steps(job)),
                    TextTable.Cell.plain(shown(job.statement())));
        }
        table.lines(console.ink()).forEach(console.out()::println);
    }

    private static String steps(DdlJob job) {
        return job.steps().stream()
                .map(step -> step.shard() + " " + step.state().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String shown(String statement) {
        String line = statement.replaceAll("\\s+", " ").strip();
        return line.length() <= STATEMENT_SHOWN_MAX ? line : line.substring(0, STATEMENT_SHOWN_MAX - 1) + "…";
    }

    /** The file's user unless another is given; {@code KINTSUGI_PASSWORD} wins over the file's password. */
    private Credentials credentials(Topology topology) {
        String name = user.or(() -> topology.credentials().map(Credentials::user))
                .orElseThrow(() -> new CliException(
                        ExitCode.USAGE,
                        "The topology names no user, and none is given.",
                        "Add --user NAME; KINTSUGI_PASSWORD may hold the password."));
        String given = console.variable("KINTSUGI_PASSWORD");
        String known = topology.credentials()
                .filter(file -> file.user().equals(name))
                .map(file -> file.password().value())
                .orElse("");
        return new Credentials(name, new Secret(given.isEmpty() ? known : given));
    }
}
