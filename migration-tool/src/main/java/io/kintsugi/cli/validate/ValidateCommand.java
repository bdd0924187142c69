package io.kintsugi.cli.validate;

import io.kintsugi.cli.audit.AuditFinding;
import io.kintsugi.cli.audit.AuditReport;
import io.kintsugi.cli.audit.DatabaseReader;
import io.kintsugi.cli.audit.Definition;
import io.kintsugi.cli.audit.SchemaAudit;
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
import java.sql.Connection;
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

    @Option(
            names = "--against",
            paramLabel = "URL",
            description = "a database that is to move here, such as jdbc:postgresql://db:5432/shop?user=u&password=p:"
                    + " shows every definition that the topology does not allow. Nothing is changed.")
    private Optional<String> against = Optional.empty();

    public ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        try {
            Topology topology = TopologyYaml.read(file);
            return against.isPresent() ? audited(topology, against.get()) : valid(topology);
        } catch (ShardException failure) {
            if (failure.code() != ErrorCode.TOPOLOGY_INVALID) {
                throw failure;
            }
            return invalid(SourceError.parse(failure.description()));
        }
    }

    private int audited(Topology topology, String url) throws SQLException {
        DatabaseReader reader = DatabaseReader.of(DatabaseReader.dialect(url));
        try (Connection database = DatabaseReader.connect(url)) {
            List<Definition> definitions = reader.definitions(database);
            List<AuditFinding> findings = new SchemaAudit(topology).audit(definitions, reader.estimatedRows(database));
            AuditReport report = new AuditReport(definitions.size(), findings);
            if (output == OutputFormat.JSON) {
                console.out().println(report.json());
            } else {
                report.lines(console.ink()).forEach(console.out()::println);
            }
            return report.isAllowed() ? ExitCode.OK : ExitCode.PRECONDITION;
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
