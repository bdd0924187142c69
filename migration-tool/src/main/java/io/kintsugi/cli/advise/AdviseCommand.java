package io.kintsugi.cli.advise;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.existing.ExistingDatabase;
import io.kintsugi.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proposes a topology for an existing database. Filled in by picocli. */
@Command(
        name = "advise",
        description = "Propose sharding keys for an existing database, from its foreign keys and its statements.",
        footer = {
            "",
            "The topology goes to standard output, what it would do to standard error. Nothing is changed. Check the",
            "result with:  kintsugi validate FILE --against URL",
            "KINTSUGI_PASSWORD holds the password, where the URL does not."
        })
public final class AdviseCommand implements Callable<Integer> {
    private static final int WORST_SHOWN = 10;
    private static final int PROPOSED_SHARDS = 2;

    private final Console console;

    @Option(
            names = "--database",
            paramLabel = "URL",
            required = true,
            description = "the plain database: postgresql://db:5432/shop?user=u&password=p, or mysql://…")
    private String database = "";

    @Option(
            names = "--statements",
            paramLabel = "FILE",
            description =
                    "a log of PostgreSQL (log_statement = 'all'), the general or slow log of MySQL, or statements that"
                            + " end with semicolons; may be given several times")
    private List<Path> logs = new ArrayList<>();

    @Option(
            names = "--statistics",
            description =
                    "take statements and their calls from the server: from pg_stat_statements, or from the digests"
                            + " of MySQL's performance schema")
    private boolean statistics;

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
        try (ExistingDatabase existing = ExistingDatabase.open(database, console.variable("KINTSUGI_PASSWORD"))) {
            LogLexers lexers = LogLexers.of(existing.dialect(), existing.mySql());
            StatementLog log = new StatementLog(lexers, existing.name(), shapesMax);
            for (Path file : logs) {
                log.read(file);
            }
            if (statistics) {
                log.add(existing.statistics());
            }
            advise(DatabaseFacts.of(existing), existing.name(), log);
        }
        return ExitCode.OK;
    }

    /** The layout that foreign keys and rows alone speak for, as a topology. */
    public static Topology proposal(ExistingDatabase existing) throws SQLException {
        DatabaseFacts facts = DatabaseFacts.of(existing);
        LayoutYaml yaml = new LayoutYaml(existing.name(), facts, PROPOSED_SHARDS);
        return yaml.topology(
                found(facts, new LayoutJudge(facts, List.of(), yaml)).layout());
    }

    private static KeySearch.Judged found(DatabaseFacts facts, LayoutJudge judge) {
        if (facts.existing().isEmpty()) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "There are no tables in the schema " + facts.schemaName() + ", or none that the account may see.",
                    "Check the database in the URL, and the account's rights.");
        }
        return new KeySearch(facts, judge)
                .best()
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_FOUND,
                        "None of the " + facts.existing().size() + " tables has a key of one column that rows could be"
                                + " spread by.",
                        "Give the main table a primary key of an integer, uuid or text column."));
    }

    private void advise(DatabaseFacts facts, String name, StatementLog log) {
        LayoutYaml yaml = new LayoutYaml(name, facts, shards);
        LayoutJudge judge = new LayoutJudge(facts, log.statements(), yaml);
        KeySearch.Judged found = found(facts, judge);
        console.out().print(yaml.text(found.layout()));
        console.out().flush();
        new AdviceSummary(facts, log, judge, found)
                .lines(console.errorInk(), WORST_SHOWN)
                .forEach(console.error()::println);
    }
}
