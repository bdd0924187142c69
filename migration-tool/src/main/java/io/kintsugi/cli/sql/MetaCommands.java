package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.Ink;
import io.kintsugi.cli.sql.ShellSession.Outcome;
import io.kintsugi.topology.Topology;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The backslash commands, named as in psql because fingers know them. */
final class MetaCommands {
    private static final List<String> HELP = List.of(
            "\\d [TABLE]    columns and indexes of a table; all relations without one",
            "\\dt           tables, and over which shards they lie",
            "\\x            a line for each value: on or off",
            "\\timing       show how long statements take: on or off",
            "\\i FILE       run a file",
            "\\conninfo     what this is connected to",
            "\\?            this list",
            "\\q            leave (or Ctrl-D)",
            "",
            "EXPLAIN (ROUTE) <statement>;   where a statement goes, and why",
            "EXPLAIN (ROUTE, ANALYZE) …;    the same; runs it, and says what each shard took",
            "SET kintsugi.shard = 's0';     send everything to one shard; RESET kintsugi.shard;");

    private final Console console;
    private final StatementRunner runner;
    private final ShellSettings settings;
    private final SchemaViews views;

    MetaCommands(Console console, StatementRunner runner, ShellSettings settings) {
        this.console = console;
        this.runner = runner;
        this.settings = settings;
        this.views = new SchemaViews(runner);
    }

    Outcome run(String line) {
        String[] words = line.split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip().replaceAll(";$", "") : "";
        return switch (words[0]) {
            case "\\q", "\\quit" -> Outcome.QUIT;
            case "\\?", "\\h", "\\help" -> say(HELP);
            case "\\timing" -> say(List.of("Timing is " + onOff(settings.toggleTimed()) + "."));
            case "\\x" -> say(List.of("Expanded display is " + onOff(settings.toggleExpanded()) + "."));
            case "\\dt" -> tables();
            case "\\d", "\\d+" ->
                argument.isEmpty() ? outcome(views.relations(settings.printer())) : describe(argument);
            case "\\conninfo" -> connection();
            case "\\i" -> unknown("\\i needs a file: \\i schema.sql");
            default -> unknown("There is no command " + ShownValue.of(words[0]) + ". \\? lists what there is.");
        };
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private Outcome say(List<String> lines) {
        lines.forEach(console.out()::println);
        return Outcome.CONTINUE;
    }

    private Outcome unknown(String message) {
        console.error().println(console.errorInk().red("error:") + " " + message);
        return Outcome.FAILED;
    }

    private static Outcome outcome(boolean succeeded) {
        return succeeded ? Outcome.CONTINUE : Outcome.FAILED;
    }

    private Outcome tables() {
        return outcome(views.tables(settings.printer(), topology()));
    }

    private Outcome describe(String name) {
        boolean succeeded = views.columns(settings.printer(), name);
        Optional<Topology> topology = topology();
        if (succeeded && topology.isPresent()) {
            Ink ink = console.ink();
            String table = name.substring(name.lastIndexOf('.') + 1);
            console.out().println(ink.gold(TablePlaces.describe(topology.get(), table)));
        }
        return outcome(succeeded && views.indexes(settings.printer(), name));
    }

    private Optional<Topology> topology() {
        return runner.target().topology().get();
    }

    private Outcome connection() {
        try {
            DatabaseMetaData facts = runner.connection().getMetaData();
            Ink ink = console.ink();
            return say(List.of(
                    ink.dim("url      ") + hidePassword(runner.target().url()),
                    ink.dim("user     ") + facts.getUserName(),
                    ink.dim("server   ") + facts.getDatabaseProductName() + " " + facts.getDatabaseProductVersion(),
                    ink.dim("driver   ") + facts.getDriverName() + " " + facts.getDriverVersion()));
        } catch (SQLException failure) {
            console.error().println(SqlErrorText.of(failure, "", console));
            return Outcome.FAILED;
        }
    }

    static String hidePassword(String url) {
        return url.replaceAll("(?i)([?&]password=)[^&]*", "$1***");
    }
}
