package io.kintsugi.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds and stops servers whose options named a state folder, also when the process that started them was killed. A
 * process is signalled only when its data folder and its command line both say that it is that very server.
 */
public final class LeftoverServers {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private LeftoverServers() {}

    /** The servers that run now; a folder that does not exist has none. */
    public static List<LeftoverServer> find(Path stateFolder) {
        List<LeftoverServer> found = new ArrayList<>();
        for (ServerMarker marker : markers(stateFolder)) {
            ServerProcess.find(marker.dataFolder()).ifPresent(server -> found.add(leftover(marker, server.pid())));
        }
        return List.copyOf(found);
    }

    /** Stops every server that is recorded there, tidies the folder, and returns those that did run. */
    public static List<LeftoverServer> stopAll(Path stateFolder) {
        List<LeftoverServer> stopped = find(stateFolder);
        for (ServerMarker marker : markers(stateFolder)) {
            ServerProcess.find(marker.dataFolder()).ifPresent(server -> server.stop(STOP_LIMIT));
            tidy(marker);
        }
        return stopped;
    }

    private static LeftoverServer leftover(ServerMarker marker, long pid) {
        Optional<ProcessHandle> owner = ProcessHandle.of(marker.ownerPid()).filter(ServerProcess::isAlive);
        return new LeftoverServer(marker.name(), marker.dataFolder(), marker.port(), pid, owner.isPresent());
    }

    private static List<ServerMarker> markers(Path stateFolder) {
        if (!Files.isDirectory(stateFolder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(stateFolder)) {
            List<ServerMarker> markers = new ArrayList<>();
            for (Path file : files.filter(LeftoverServers::isMarker).sorted().toList()) {
                markers.add(ServerMarker.read(file));
            }
            return markers;
        } catch (IOException failed) {
            throw new UncheckedIOException("The state folder " + stateFolder + " cannot be read", failed);
        }
    }

    private static boolean isMarker(Path file) {
        return file.getFileName().toString().endsWith(ServerMarker.SUFFIX);
    }

    private static void tidy(ServerMarker marker) {
        try {
            if (marker.temporary() && isOurTemporaryFolder(marker.dataFolder())) {
                FileTrees.delete(marker.dataFolder());
            }
            marker.delete();
        } catch (IOException failed) {
            throw new UncheckedIOException("The traces of '" + marker.name() + "' cannot be removed", failed);
        }
    }

    /** A marker is only a file: it may not make us delete anything but a temporary data folder. */
    private static boolean isOurTemporaryFolder(Path folder) {
        String name = folder.getFileName().toString();
        boolean postgres =
                name.startsWith(ServerLauncher.TEMPORARY_PREFIX) && Files.exists(folder.resolve("PG_VERSION"));
        boolean mySql = name.startsWith(MySqlLauncher.TEMPORARY_PREFIX) && MySqlLauncher.isDataFolder(folder);
        return postgres || mySql;
    }
}
