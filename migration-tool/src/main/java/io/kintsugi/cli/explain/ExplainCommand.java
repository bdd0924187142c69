package io.kintsugi.cli.explain;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.JsonWriter;
import io.kintsugi.cli.console.OutputFormat;
import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.cli.demo.home.DemoRecord;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains the route of one statement. Filled in by picocli. */
@Command(
        name = "explain",
        description = "Show where a statement goes, and why. It is not executed.",
        footer = {
            "",
            "With --schema no database is needed. Otherwise the catalog is asked: of the file's cluster, of the URL,",
            "or of the running demo."
        })
public final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SQL", description = "one statement")
    private String sql = "";

    @Option(names = "--cluster", paramLabel = "FILE", description = "the topology")
    private Optional<Path> cluster = Optional.empty();

    @Option(names = "--url", paramLabel = "URL", description = "a JDBC URL")
    private Optional<String> url = Optional.empty();

    @Option(names = "--schema", paramLabel = "FILE", description = "the tables' definitions, such as a pg_dump")
    private Optional<Path> schema = Optional.empty();

    @Option(
            names = "--param",
            paramLabel = "VALUE",
            description = "a parameter, in order: 42, 1.5, true, null, or text ('42' is text)")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private OutputFormat output = OutputFormat.TABLE;

    public ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        if (url.isPresent() && (cluster.isPresent() || schema.isPresent())) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--url stands alone: it says already which cluster and which tables are meant.",
                    "Leave out --cluster and --schema, or --url.");
        }
        ParameterText values = ParameterText.parse(parameters);
        print(schema.isPresent() ? offline(schema.get(), values) : online(values));
        return ExitCode.OK;
    }

    private List<String> offline(Path ddl, ParameterText values) throws IOException {
        Path file = cluster.orElseGet(() -> demo().clusterFile());
        return new OfflineRoute(TopologyYaml.read(file), Files.readString(ddl)).explain(sql, values);
    }

    private List<String> online(ParameterText values) throws SQLException {
        try (Connection connection = DriverManager.getConnection(target());
                PreparedStatement statement = connection.prepareStatement(ExplainText.of(sql))) {
            for (int number = 1; number <= values.values().size(); number++) {
                statement.setObject(number, values.value(number));
            }
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        }
    }

    private String target() {
        if (url.isPresent()) {
            return url.get();
        }
        return cluster.map(ExplainCommand::fileUrl)
                .orElseGet(() -> demo().running().map(DemoRecord::managerUrl).orElseThrow());
    }

    private static String fileUrl(Path file) {
        return "jdbc:kintsugi:" + TopologyYaml.read(file).dialect().label() + ":file:" + file.toAbsolutePath();
    }

    private DemoHome demo() {
        DemoHome home = DemoHome.of(console);
        if (home.running().filter(DemoRecord::isReady).isEmpty()) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "No demo runs, and neither a cluster file nor a URL is given.",
                    "Name one: kintsugi explain --cluster cluster.yaml --schema schema.sql \"SELECT …\"");
        }
        return home;
    }

    private void print(List<String> lines) {
        if (output == OutputFormat.JSON) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("sql", sql);
            json.put("route", lines);
            console.out().println(JsonWriter.pretty(json));
            return;
        }
        lines.forEach(line -> console.out().println(console.ink().titled(line)));
    }
}
