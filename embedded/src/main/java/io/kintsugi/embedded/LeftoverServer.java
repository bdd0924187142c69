package io.kintsugi.embedded;

import java.nio.file.Path;

/**
 * A running server found through its marker.
 *
 * @param ownerAlive whether the process that started it still runs: then it is in use rather than left over
 */
public record LeftoverServer(String name, Path dataFolder, int port, long pid, boolean ownerAlive) {}
