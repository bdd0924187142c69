package io.kintsugi.cli.advise;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.existing.ExistingDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proposes a topology for a database that exists. Changes nothing. Filled in by picocli. */
@Command(
        name = "advise",
        description = "Propose sharding keys, reference tables and co-location for an existing database.",
        footer = {
            "",
            "Prints a topology as YAML with the reasons as comments. With --log, the proposal is the one under which most",
            "statements need one shard only: a PostgreSQL log, MySQL's general log, or a file of statements."
        })
public final class AdviseCommand implements Callable<Integer> {
    private static final int SHARDS_MAX = 1_024;

    private final Console console;

    @Option(
            names = "--from",
            paramLabel = "URL",
            required = true,
            description = "the database: postgresql://host:5432/shop?user=app, or mysql://…")
    private String from = "";

    @Option(names = "--log", paramLabel = "FILE", description = "statements that the application sends")
    private Optional<Path> log = Optional.empty();

    @Option(names = "--shards", paramLabel = "N", description = "how many shards (${DEFAULT-VALUE})")
    private int shards = 2;

    public AdviseCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws SQLException {
        if (shards < 1 || shards > SHARDS_MAX) {
            throw new CliException(
                    ExitCode.USAGE, "--shards " + shards + " is out of range.", "Give 1 to " + SHARDS_MAX + ".");
        }
        Optional<StatementLog> statements = log.map(StatementLog::read);
        try (ExistingDatabase database = ExistingDatabase.open(from)) {
            Advice advice = Advice.of(database, statements, shards);
            console.out()
                    .print(TopologyText.of(advice.proposal(), database.dialect(), shards, remarks(advice, statements)));
        }
        return ExitCode.OK;
    }

    private static List<String> remarks(Advice advice, Optional<StatementLog> statements) {
        List<String> remarks = new ArrayList<>();
        remarks.add("Proposed by kintsugi advise: everything follows "
                + advice.proposal().root() + ".");
        advice.traffic().ifPresent(traffic -> {
            remarks.add("Of the log's statements " + traffic.shareOfOneShard() + " % need one shard: "
                    + traffic.oneShard() + " on one, " + traffic.severalShards() + " on several, " + traffic.refused()
                    + " refused.");
            traffic.refusals().forEach(refusal -> remarks.add("  refused: " + refusal));
        });
        statements
                .filter(log -> log.leftOut() > 0)
                .ifPresent(log -> remarks.add(log.leftOut() + " statements of rarer shapes were not counted."));
        advice.others().forEach(other -> remarks.add("Not chosen: " + other));
        remarks.add("Fill in the addresses, then: kintsugi validate FILE --against URL");
        return remarks;
    }
}
