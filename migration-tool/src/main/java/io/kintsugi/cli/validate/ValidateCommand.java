package io.kintsugi.cli.validate;

import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ErrorReport;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.JsonWriter;
import io.kintsugi.cli.console.OutputFormat;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a topology file and shows everything that is wrong with it. Filled in by picocli. */
@Command(name = "validate", description = "Check a topology file; every error is shown in its source.")
public final class ValidateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "the topology, as YAML")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private OutputFormat output = OutputFormat.TABLE;

    public ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try {
            return valid(TopologyYaml.read(file));
        } catch (ShardException failure) {
            if (failure.code() != ErrorCode.TOPOLOGY_INVALID) {
                throw failure;
            }
            return invalid(SourceError.parse(failure.description()));
        }
    }

    private int valid(Topology topology) {
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

    private int invalid(List<SourceError> errors) throws IOException {
        if (output == OutputFormat.JSON) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("file", file.toString());
            json.put("valid", false);
            json.put("errors", errors.stream().map(SourceError::json).toList());
            console.out().println(JsonWriter.pretty(json));
            return ExitCode.FAILURE;
        }
        SourceView view = new SourceView(file.toString(), text(), console.errorInk());
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
    private String text() throws IOException {
        boolean shown = Files.size(file) <= TopologyYaml.SIZE_MAX;
        return shown ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }
}
