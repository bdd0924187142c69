package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starting, stopping, freezing and killing one server, whatever database it is. Thread-safe: these exclude each other;
 * what only looks never waits for them.
 */
final class ServerLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ServerLifecycle.class);
    private static final int PORT_ATTEMPTS_MAX = 5;

    private final Plan plan;
    private final Launcher launcher;
    private final Object lock = new Object();
    private volatile int port;
    private volatile boolean paused;

    /** Guarded by {@code lock}. */
    private @Nullable Thread exitHook;

    /** Guarded by {@code lock}. */
    private @Nullable ServerMarker marker;

    /**
     * What the options say about a server's life.
     *
     * @param temporary whether the data folder goes with the server
     * @param port 0: a free one, chosen at the first start and then kept
     */
    record Plan(
            String name,
            Path dataFolder,
            boolean temporary,
            int port,
            boolean detached,
            Optional<Path> stateFolder,
            Duration stopLimit) {}

    /** The half that knows the database. */
    interface Launcher {
        /** Returns once the server accepts connections. */
        void launch(int port);

        void deleteIfTemporary();
    }

    ServerLifecycle(Plan plan, Launcher launcher) {
        this.plan = plan;
        this.launcher = launcher;
        this.port = plan.port();
    }

    void start() {
        synchronized (lock) {
            if (isRunning()) {
                return;
            }
            stopAtExit();
            try {
                launchOnSomePort();
            } catch (EmbeddedServerException failed) {
                forget();
                throw failed;
            }
            paused = false;
            LOG.debug("{} runs on port {}", plan.name(), port);
        }
    }

    void stop() {
        synchronized (lock) {
            Await.deferringInterrupt(() -> process().ifPresent(process -> process.stop(plan.stopLimit())));
            paused = false;
            forget();
        }
    }

    void kill() {
        synchronized (lock) {
            Await.deferringInterrupt(() -> process().ifPresent(ServerProcess::kill));
            paused = false;
            forget();
        }
    }

    void pause() {
        synchronized (lock) {
            requireProcess().pause();
            paused = true;
        }
    }

    void resume() {
        synchronized (lock) {
            requireProcess().resume();
            paused = false;
        }
    }

    /** Nobody will want a temporary folder's data, so its server need not be asked politely. */
    void close() {
        synchronized (lock) {
            if (plan.temporary()) {
                kill();
            } else {
                stop();
            }
            launcher.deleteIfTemporary();
        }
    }

    private void closeAtExit() {
        if (!plan.temporary()) {
            close();
            return;
        }
        synchronized (lock) {
            kill();
            try {
                FileTrees.deleteBehind(plan.dataFolder());
            } catch (IOException failed) {
                LOG.debug("{} leaves its folder behind", plan.name(), failed);
            }
        }
    }

    boolean isRunning() {
        return process().isPresent();
    }

    boolean isPaused() {
        return paused && isRunning();
    }

    int port() {
        return port;
    }

    ServerProcess requireProcess() {
        return process().orElseThrow(() -> new IllegalStateException("Server '" + plan.name() + "' does not run"));
    }

    private Optional<ServerProcess> process() {
        return ServerProcess.find(plan.dataFolder());
    }

    /** Between choosing a free port and binding it somebody else may take it; a given or once chosen port is kept. */
    private void launchOnSomePort() {
        boolean chosen = port != 0;
        for (int attempt = 1; ; attempt++) {
            int candidate = chosen ? port : FreePort.find();
            try {
                launchOn(candidate);
                port = candidate;
                return;
            } catch (EmbeddedServerException failed) {
                if (chosen || failed.failure() != ServerFailure.PORT_TAKEN || attempt == PORT_ATTEMPTS_MAX) {
                    throw failed;
                }
                forgetMarker();
            }
        }
    }

    private void launchOn(int candidate) {
        if (plan.stateFolder().isPresent()) {
            Path stateFolder = plan.stateFolder().get().toAbsolutePath();
            ServerMarker written =
                    ServerMarker.of(stateFolder, plan.name(), plan.dataFolder(), candidate, plan.temporary());
            try {
                written.write();
            } catch (IOException failed) {
                throw failure("could not leave a marker in its state folder", failed);
            }
            marker = written;
        }
        launcher.launch(candidate);
    }

    private void stopAtExit() {
        if (!plan.detached() && exitHook == null) {
            exitHook = new Thread(this::closeAtExit, "stop-" + plan.name());
            Runtime.getRuntime().addShutdownHook(exitHook);
        }
    }

    private void forget() {
        forgetMarker();
        Thread hook = exitHook;
        exitHook = null;
        if (hook != null && hook != Thread.currentThread()) {
            removeHook(hook);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyExiting) {
            LOG.debug("The process ends; its hooks run already", alreadyExiting);
        }
    }

    private void forgetMarker() {
        ServerMarker written = marker;
        marker = null;
        if (written == null) {
            return;
        }
        try {
            written.delete();
        } catch (IOException failed) {
            throw failure("could not remove its marker", failed);
        }
    }

    private EmbeddedServerException failure(String what, IOException cause) {
        return new EmbeddedServerException(
                ServerFailure.of(String.valueOf(cause.getMessage())),
                "Server '" + plan.name() + "' " + what + ": " + cause.getMessage() + ".",
                cause);
    }
}
