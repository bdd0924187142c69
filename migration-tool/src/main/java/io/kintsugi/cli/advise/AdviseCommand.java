package io.kintsugi.cli.advise;

import io.kintsugi.cli.audit.DatabaseReader;
import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proposes a topology for an existing database. Filled in by picocli. */
@Command(
        name = "advise",
        description = "Propose sharding keys for an existing database, from its foreign keys and a log of statements.",
        footer = {
            "",
            "The topology goes to standard output, what it would do to standard error. Nothing is changed. Check the",
            "result with:  kintsugi validate FILE --against URL"
        })
public final class AdviseCommand implements Callable<Integer> {
    private static final int WORST_SHOWN = 10;

    private final Console console;

    @Option(
            names = "--database",
            paramLabel = "URL",
            required = true,
            description = "the plain database, such as jdbc:postgresql://db:5432/shop?user=u&password=p")
    private String database = "";

    @Option(
            names = "--statements",
            paramLabel = "FILE",
            description = "a PostgreSQL log with log_statement = 'all', or statements that end with semicolons;"
                    + " may be given several times")
    private List<Path> logs = new ArrayList<>();

    @Option(names = "--shards", paramLabel = "N", description = "shards to plan for (${DEFAULT-VALUE})")
    private int shards = 2;

    @Option(
            names = "--shapes-max",
            paramLabel = "N",
            description = "different statements that are kept of the logs (${DEFAULT-VALUE})")
    private int shapesMax = 5_000;

    public AdviseCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        if (shards < 2) {
            throw new CliException(ExitCode.USAGE, "--shards " + shards + " spreads nothing.", "Give 2 or more.");
        }
        StatementLog log = new StatementLog(shapesMax);
        for (Path file : logs) {
            log.read(file);
        }
        DatabaseReader reader = DatabaseReader.of(DatabaseReader.dialect(database));
        try (Connection connection = DatabaseReader.connect(database)) {
            DatabaseFacts facts = DatabaseFacts.of(reader.definitions(connection), reader.estimatedRows(connection));
            advise(facts, connection.getCatalog(), log);
        }
        return ExitCode.OK;
    }

    private void advise(DatabaseFacts facts, String name, StatementLog log) {
        LayoutYaml yaml = new LayoutYaml(name, facts, shards);
        LayoutJudge judge = new LayoutJudge(facts, log.statements(), yaml);
        KeySearch.Judged found = new KeySearch(facts, judge)
                .best()
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_FOUND,
                        "None of the " + facts.tables().size() + " tables has a key of one column that rows could be"
                                + " spread by.",
                        "Give the main table a primary key of an integer, uuid or text column."));
        console.out().print(yaml.text(found.layout()));
        console.out().flush();
        new AdviceSummary(facts, log, judge, found)
                .lines(console.errorInk(), WORST_SHOWN)
                .forEach(console.error()::println);
    }
}
