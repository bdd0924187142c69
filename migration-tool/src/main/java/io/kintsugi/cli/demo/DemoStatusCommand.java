package io.kintsugi.cli.demo;

import io.kintsugi.cli.console.Console;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.JsonWriter;
import io.kintsugi.cli.console.OutputFormat;
import io.kintsugi.cli.demo.home.DemoHome;
import io.kintsugi.cli.demo.home.DemoLock;
import io.kintsugi.cli.demo.home.DemoRecord;
import io.kintsugi.embedded.LeftoverServer;
import io.kintsugi.embedded.LeftoverServers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says whether a demo runs. Filled in by picocli. */
@Command(name = "status", description = "Show whether a demo runs, and where. Exit code 3 when none does.")
public final class DemoStatusCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private OutputFormat output = OutputFormat.TABLE;

    public DemoStatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DemoHome home = DemoHome.of(console);
        boolean held = DemoLock.isHeld(home.lockFile());
        Optional<DemoRecord> record = held ? DemoRecord.read(home.recordFile()) : Optional.empty();
        List<LeftoverServer> servers = LeftoverServers.find(home.servers());
        if (output == OutputFormat.JSON) {
            console.out().println(JsonWriter.pretty(json(home, held, record, servers)));
        } else {
            show(home, held, record, servers);
        }
        return held ? ExitCode.OK : ExitCode.NOT_FOUND;
    }

    private void show(DemoHome home, boolean held, Optional<DemoRecord> record, List<LeftoverServer> servers) {
        if (!held) {
            console.out().println("No demo runs from " + home.folder() + ".");
            if (!servers.isEmpty()) {
                console.out()
                        .println("A killed one has left " + servers.size() + " servers running; clear them away with: "
                                + CommandName.get() + " demo stop");
            }
            return;
        }
        String state = record.map(DemoRecord::phase).orElse(DemoRecord.STARTING);
        console.out()
                .println(console.ink().green(state) + "  " + servers.size() + " servers, process "
                        + record.map(known -> Long.toString(known.pid())).orElse("unknown"));
        record.filter(DemoRecord::isReady)
                .ifPresent(known -> new ReadyText(known, home, console.ink(), CommandName.get())
                        .lines(console.variable("PATH")).stream().skip(2).forEach(console.out()::println));
    }

    private static Map<String, Object> json(
            DemoHome home, boolean held, Optional<DemoRecord> record, List<LeftoverServer> servers) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("running", held);
        json.put("folder", home.folder().toString());
        record.ifPresent(known -> {
            json.put("phase", known.phase());
            json.put("pid", known.pid());
            json.put("page", known.page().toString());
            json.put("managerUrl", known.managerUrl());
            json.put("fileUrl", known.fileUrl());
            json.put("serverPorts", known.serverPorts());
        });
        json.put("servers", servers.size());
        return json;
    }
}
