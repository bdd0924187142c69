package io.kintsugi.cli.demo;

import io.kintsugi.cli.console.Ink;
import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.cli.demo.home.DemoRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a newcomer may do with a running demo, as lines to copy. */
final class ReadyText {
    private static final String DRIVER = "io.kintsugi.jdbc.KintsugiDriver";

    private final DemoRecord record;
    private final DemoHome home;
    private final Ink ink;
    private final String command;

    /** @param command how this program was called: {@code ./kintsugi} from a checkout */
    ReadyText(DemoRecord record, DemoHome home, Ink ink, String command) {
        this.record = record;
        this.home = home;
        this.ink = ink;
        this.command = command;
    }

    /** @param path the folders of programs: the line for the database's own client is shown where that is installed */
    List<String> lines(String path) {
        List<String> lines = new ArrayList<>(List.of(
                "",
                ink.gold("Ready.") + " Two shards, one database.",
                "",
                row("status page", record.page().toString()),
                row("JDBC URL", record.managerUrl()),
                row("without manager", record.fileUrl()),
                "",
                "  Try",
                copy(command + " sql"),
                copy(command + " sql -c \"EXPLAIN (ROUTE) SELECT * FROM orders WHERE user_id = 42\""),
                copy(command + " sql -c \"SELECT country, count(*) FROM users GROUP BY country ORDER BY country\""),
                copy(command + " doctor")));
        String client = record.shardClient();
        if (!client.isEmpty() && hasProgram(path, client.replaceFirst(" .*", ""))) {
            lines.add(copy(client) + ink.dim("   one shard alone"));
        }
        lines.addAll(diff());
        return lines;
    }

    private List<String> diff() {
        String url = record.managerUrl().replaceAll("\\?.*", "");
        boolean mySql = url.startsWith("jdbc:kintsugi:mysql:");
        return List.of(
                "",
                "  Swap the URL in an application",
                ink.red("    - spring.datasource.url=jdbc:" + (mySql ? "mysql://db:3306" : "postgresql://db:5432")
                        + "/shop"),
                ink.green("    + spring.datasource.url=" + url),
                ink.green("    + spring.datasource.driver-class-name=" + DRIVER),
                "",
                ink.dim("  Topology " + home.clusterFile() + ", log " + home.logFile()));
    }

    private String row(String title, String value) {
        return "  " + ink.dim(String.format("%-17s", title)) + ink.blue(value);
    }

    private String copy(String line) {
        return "    " + ink.blue(line);
    }

    /** Whether a program is on the PATH. */
    private static boolean hasProgram(String path, String name) {
        for (String folder : path.split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }
}
