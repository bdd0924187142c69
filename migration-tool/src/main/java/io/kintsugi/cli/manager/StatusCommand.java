package io.kintsugi.cli.manager;

import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.Ink;
import io.kintsugi.cli.console.JsonWriter;
import io.kintsugi.cli.console.OutputFormat;
import io.kintsugi.cli.console.TextTable;
import io.kintsugi.cli.console.TextTable.Cell;
import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.cli.demo.home.DemoRecord;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a manager knows: topology version, nodes, clients. Filled in by picocli. */
@Command(
        name = "status",
        description = "Show what a manager knows of the cluster.",
        footer = {"", "Exit code 1 when a node does not do its work, 8 when no manager answers."})
public final class StatusCommand implements Callable<Integer> {
    private static final String DEFAULT_MANAGER = "http://127.0.0.1:7700/";
    private static final String BROKEN = "broken";

    private final Console console;

    @Option(
            names = "--manager",
            paramLabel = "URL",
            description = "the manager; otherwise the demo's, or " + DEFAULT_MANAGER)
    private Optional<String> manager = Optional.empty();

    @Option(names = "--token-file", paramLabel = "FILE", description = "its first line is the manager's token")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private OutputFormat output = OutputFormat.TABLE;

    public StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        ManagerQuery query = new ManagerQuery(address(), token());
        String versionText = query.get("/v1/version");
        String nodesText = query.get("/v1/nodes");
        String clientsText = query.get("/v1/clients");
        Json nodes = Json.parse(nodesText);
        if (output == OutputFormat.JSON) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("manager", new JsonWriter.Raw(versionText));
            json.put("health", new JsonWriter.Raw(nodesText));
            json.put("clients", new JsonWriter.Raw(clientsText));
            console.out().println(JsonWriter.pretty(json));
        } else {
            show(Json.parse(versionText), nodes, Json.parse(clientsText));
        }
        return works(nodes) ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static boolean works(Json nodes) {
        return nodes.at("nodes").elements().stream()
                .noneMatch(node -> node.at("condition").text().equals(BROKEN));
    }

    private URI address() {
        String text = manager.orElseGet(() -> DemoHome.of(console)
                .running()
                .map(DemoRecord::page)
                .map(URI::toString)
                .orElse(DEFAULT_MANAGER));
        String whole = text.contains("://") ? text : "http://" + text;
        try {
            return URI.create(whole).resolve("/");
        } catch (IllegalArgumentException malformed) {
            throw new ShardException(ErrorCode.INVALID_URL, "'" + text + "' is not an address.", malformed)
                    .withRemedy("It looks like " + DEFAULT_MANAGER);
        }
    }

    private Optional<String> token() throws IOException {
        if (tokenFile.isEmpty()) {
            return Optional.empty();
        }
        return Files.readString(tokenFile.get()).lines().findFirst().map(String::strip);
    }

    private void show(Json version, Json nodes, Json clients) {
        Ink ink = console.ink();
        console.out()
                .println(ink.bold(nodes.at("headline").text())
                        + ink.dim("  cluster ")
                        + version.at("cluster").text()
                        + ink.dim(", topology version ")
                        + version.at("topologyVersion").text()
                        + ink.dim(", clients ")
                        + clients.at("clients").elements().size());
        String problem = version.at("clusterFileProblem").at("message").text();
        if (!problem.isEmpty()) {
            console.out().println(ink.red("cluster file: ") + problem);
        }
        console.out().println();
        TextTable table = new TextTable("shard", "node", "role", "address", "cell", "state", "");
        for (Json node : nodes.at("nodes").elements()) {
            String condition = node.at("condition").text();
            table.row(
                    Cell.plain(shard(node)),
                    Cell.plain(node.at("node").text()),
                    Cell.plain(node.at("expectedRole").text()),
                    Cell.plain(node.at("address").text()),
                    Cell.plain(node.at("cell").text()),
                    new Cell(condition, look(condition, ink)),
                    new Cell(node.at("summary").text(), ink::dim));
        }
        table.lines(ink).forEach(console.out()::println);
    }

    private static UnaryOperator<String> look(String condition, Ink ink) {
        return switch (condition) {
            case "well" -> ink::green;
            case "watch" -> ink::gold;
            case BROKEN -> ink::red;
            default -> ink::dim;
        };
    }

    private static String shard(Json node) {
        String keyspace = node.at("keyspace").text();
        String shard = node.at("shard").text();
        return keyspace.isEmpty() || keyspace.equals(shard) ? shard : keyspace + "/" + shard;
    }
}
