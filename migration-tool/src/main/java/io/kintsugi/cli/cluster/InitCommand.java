package io.kintsugi.cli.cluster;

import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.Ink;
import io.kintsugi.cli.console.JsonWriter;
import io.kintsugi.cli.console.OutputFormat;
import io.kintsugi.cli.console.TextTable;
import io.kintsugi.cli.console.TextTable.Cell;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prepares the nodes of a cluster, once or again. Filled in by picocli. */
@Command(
        name = "init",
        description = "Prepare the databases of a cluster: schema kintsugi with guard rows, DDL journal, id blocks.",
        footer = {"", "Doing it again changes nothing. KINTSUGI_PASSWORD may hold the password."})
public final class InitCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--cluster", required = true, paramLabel = "FILE", description = "the topology of the cluster")
    private Path cluster = Path.of("");

    @Option(names = "--user", paramLabel = "NAME", description = "who may create a schema, if not the file's user")
    private Optional<String> user = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private OutputFormat output = OutputFormat.TABLE;

    public InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws SQLException {
        Topology topology = TopologyYaml.read(cluster);
        List<Preparation.Step> steps = new Preparation(topology, new NodeConnections(topology, user, console)).run();
        if (output == OutputFormat.JSON) {
            console.out()
                    .println(JsonWriter.pretty(
                            steps.stream().map(InitCommand::json).toList()));
        } else {
            show(steps);
        }
        return ExitCode.OK;
    }

    private void show(List<Preparation.Step> steps) {
        Ink ink = console.ink();
        TextTable table = new TextTable("shard", "node", "address", "holds", "done");
        for (Preparation.Step step : steps) {
            String holds = step.isCatalog() ? "guard row, DDL journal, id blocks" : "guard row";
            Cell done = step.wasPrepared() ? new Cell("was there", ink::dim) : new Cell("created", ink::green);
            table.row(
                    Cell.plain(step.shard()),
                    Cell.plain(step.node()),
                    Cell.plain(step.address()),
                    Cell.plain(holds),
                    done);
        }
        table.lines(ink).forEach(console.out()::println);
    }

    private static Map<String, Object> json(Preparation.Step step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shard", step.shard());
        json.put("node", step.node());
        json.put("address", step.address());
        json.put("catalog", step.isCatalog());
        json.put("created", !step.wasPrepared());
        return json;
    }
}
