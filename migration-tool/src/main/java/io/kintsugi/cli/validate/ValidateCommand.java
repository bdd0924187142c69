package io.kintsugi.cli.validate;

import io.kintsugi.cli.advise.AdviseCommand;
import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ErrorReport;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.JsonWriter;
import io.kintsugi.cli.console.OutputFormat;
import io.kintsugi.cli.existing.ExistingDatabase;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a topology file and shows everything that is wrong with it. Filled in by picocli. */
@Command(
        name = "validate",
        description = "Check a topology file; every error is shown in its source.",
        footer = {
            "",
            "With --against, every definition of an existing database is judged as if it came through Kintsugi; without",
            "FILE, by the topology that kintsugi advise proposes. Exit codes: 0 nothing is refused, 5 something is.",
            "KINTSUGI_PASSWORD holds the password, where the URL does not."
        })
public final class ValidateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "the topology, as YAML")
    private Optional<Path> given = Optional.empty();

    @Option(
            names = "--against",
            paramLabel = "URL",
            description = "an existing database: postgresql://host:5432/shop?user=app, or mysql://…")
    private Optional<String> against = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private OutputFormat output = OutputFormat.TABLE;

    public ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        if (given.isEmpty() && against.isEmpty()) {
            throw new CliException(
                    ExitCode.USAGE, "Neither a FILE nor --against is given.", "See: kintsugi validate --help");
        }
        return given.isPresent() ? checked(given.get()) : existing(against.orElseThrow(), Optional.empty());
    }

    private int checked(Path file) throws IOException, SQLException {
        try {
            Topology topology = TopologyYaml.read(file);
            return against.isPresent() ? existing(against.get(), Optional.of(topology)) : valid(file, topology);
        } catch (ShardException failure) {
            if (failure.code() != ErrorCode.TOPOLOGY_INVALID) {
                throw failure;
            }
            return invalid(file, SourceError.parse(failure.description()));
        }
    }

    private int existing(String url, Optional<Topology> topology) throws SQLException {
        try (ExistingDatabase database = ExistingDatabase.open(url, console.variable("KINTSUGI_PASSWORD"))) {
            Topology judge = topology.isPresent() ? topology.get() : AdviseCommand.proposal(database);
            SchemaReport report = ExistingSchema.judge(database, judge, url.replaceAll("\\?.*", ""));
            if (output == OutputFormat.JSON) {
                console.out().println(report.json());
            } else {
                report.lines(console.ink()).forEach(console.out()::println);
            }
            return report.exitCode();
        }
    }

    private int valid(Path file, Topology topology) {
        int shards = topology.keyspaces().values().stream()
                .mapToInt(keyspace -> keyspace.shards().size())
                .sum();
        int tables = topology.keyspaces().values().stream()
                .map(Keyspace::tables)
                .mapToInt(Map::size)
                .sum();
        if (output == OutputFormat.JSON) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("file", file.toString());
            json.put("valid", true);
            json.put("cluster", topology.cluster());
            json.put("nodes", topology.nodes().size());
            json.put("keyspaces", topology.keyspaces().size());
            json.put("shards", shards);
            json.put("tables", tables);
            json.put("errors", List.of());
            console.out().println(JsonWriter.pretty(json));
            return ExitCode.OK;
        }
        console.out()
                .println(console.ink().green("valid") + "  " + file + ": cluster "
                        + console.ink().bold(topology.cluster()) + ", "
                        + counted(topology.nodes().size(), "node") + ", "
                        + counted(topology.keyspaces().size(), "keyspace") + ", " + counted(shards, "shard") + ", "
                        + counted(tables, "table") + " listed");
        return ExitCode.OK;
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private int invalid(Path file, List<SourceError> errors) throws IOException {
        if (output == OutputFormat.JSON) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("file", file.toString());
            json.put("valid", false);
            json.put("errors", errors.stream().map(SourceError::json).toList());
            console.out().println(JsonWriter.pretty(json));
            return ExitCode.FAILURE;
        }
        SourceView view = new SourceView(file.toString(), text(file), console.errorInk());
        errors.forEach(error -> console.error().println(view.show(error)));
        ErrorReport summary = new ErrorReport(
                counted(errors.size(), "error") + " in " + file + ".",
                "",
                ErrorCode.TOPOLOGY_INVALID.advice(),
                ErrorCode.TOPOLOGY_INVALID.id(),
                ExitCode.FAILURE);
        console.error().println(summary.text(console.errorInk()));
        return ExitCode.FAILURE;
    }

    /** Bytes that are no UTF-8 are an error the parser has named; here they only have to be shown. */
    private static String text(Path file) throws IOException {
        boolean shown = Files.size(file) <= TopologyYaml.SIZE_MAX;
        return shown ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }
}
