package io.kintsugi.testkit.container;

import io.kintsugi.embedded.EmbeddedServerException;
import io.kintsugi.embedded.MySqlOrder;
import io.kintsugi.embedded.MySqlRunner;
import io.kintsugi.embedded.ServerFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerFetchException;

/**
 * One MySQL server in a container of its own, which is made at the first start, keeps its data over stops and kills,
 * and is removed by {@link #close()} or when the process ends. Thread-safe: what changes the server excludes each
 * other.
 */
final class ContainerMySql implements MySqlRunner {

    private static final int PORT_ATTEMPTS_MAX = 5;
    private static final int FAILURE_LOG_LINES = 25;
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final MySqlOrder order;
    private final String image;
    private final Object lock = new Object();
    private volatile Optional<MySqlContainer> container = Optional.empty();
    private volatile int port;
    private volatile boolean paused;
    private volatile String engine = "";

    /** Guarded by {@code lock}. */
    private @Nullable Thread exitHook;

    ContainerMySql(MySqlOrder order, String image) {
        this.order = order;
        this.image = image;
        this.port = order.port();
    }

    @Override
    public void start() {
        synchronized (lock) {
            if (isRunning()) {
                return;
            }
            Optional<MySqlContainer> made = container;
            if (made.isEmpty()) {
                makeOnSomePort();
                return;
            }
            made.get().startAgain();
            awaitGreeting(made.get(), port);
        }
    }

    @Override
    public void stop() {
        synchronized (lock) {
            running().ifPresent(running -> {
                goOn(running);
                running.stop((int) order.stopLimit().toSeconds());
            });
        }
    }

    @Override
    public void kill() {
        synchronized (lock) {
            running().ifPresent(running -> {
                running.signal("KILL");
                if (!Await.until(KILL_LIMIT, () -> !running.isRunning())) {
                    throw new IllegalStateException("Server '" + order.name() + "' survived SIGKILL");
                }
            });
            paused = false;
        }
    }

    @Override
    public void pause() {
        synchronized (lock) {
            requireRunning().signal("STOP");
            paused = true;
        }
    }

    @Override
    public void resume() {
        synchronized (lock) {
            goOn(requireRunning());
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            container.ifPresent(MySqlContainer::remove);
            container = Optional.empty();
            paused = false;
            Thread hook = exitHook;
            exitHook = null;
            if (hook != null && hook != Thread.currentThread()) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running().isPresent();
    }

    @Override
    public boolean isPaused() {
        return paused && isRunning();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String engine() {
        return engine;
    }

    @Override
    public String place() {
        return "container image " + image;
    }

    @Override
    public List<String> logTail(int lines) {
        return container.map(made -> made.log(lines)).orElse(List.of());
    }

    private Optional<MySqlContainer> running() {
        return container.filter(MySqlContainer::isRunning);
    }

    private MySqlContainer requireRunning() {
        return running().orElseThrow(() -> new IllegalStateException("Server '" + order.name() + "' does not run"));
    }

    private void goOn(MySqlContainer running) {
        if (paused) {
            running.signal("CONT");
            paused = false;
        }
    }

    /** Between choosing a free port and binding it somebody else may take it; a given or once chosen port is kept. */
    private void makeOnSomePort() {
        removeAtExit();
        boolean chosen = port != 0;
        for (int attempt = 1; ; attempt++) {
            int candidate = chosen ? port : MySqlOrder.freePort();
            try {
                make(candidate);
                port = candidate;
                return;
            } catch (EmbeddedServerException failed) {
                if (chosen || failed.failure() != ServerFailure.PORT_TAKEN || attempt == PORT_ATTEMPTS_MAX) {
                    throw failed;
                }
            }
        }
    }

    /** What failed to start is removed at once: it would fail again. */
    private void make(int candidate) {
        MySqlContainer made = MySqlContainer.of(order, image, candidate);
        try {
            made.create();
            awaitGreeting(made, candidate);
            container = Optional.of(made);
        } catch (ContainerFetchException failed) {
            throw order.missing(
                    "cannot be had: the image " + image + " is not here and was not fetched. Pull it, or name another"
                            + " with -D" + ContainerMySqlSource.IMAGE_PROPERTY + ", or leave these tests out with"
                            + " -Dmysql=absent",
                    failed);
        } catch (EmbeddedServerException failed) {
            made.remove();
            throw failed;
        } catch (RuntimeException failed) {
            EmbeddedServerException failure = startFailure(made, candidate, failed);
            made.remove();
            throw failure;
        }
    }

    private void awaitGreeting(MySqlContainer made, int candidate) {
        boolean over = Await.until(order.startLimit(), () -> greeted(candidate) || !made.isRunning());
        if (!over || !made.isRunning()) {
            throw startFailure(made, candidate, null);
        }
    }

    private boolean greeted(int candidate) {
        Optional<Greeting> greeting = Greeting.from(candidate);
        greeting.ifPresent(told -> engine = told.engine() + " (" + place() + ")");
        return greeting.isPresent();
    }

    private EmbeddedServerException startFailure(MySqlContainer made, int candidate, @Nullable RuntimeException cause) {
        return order.failure(
                "did not start on port " + candidate + " in a container of " + image,
                String.join("\n", made.log(FAILURE_LOG_LINES)),
                cause);
    }

    private void removeAtExit() {
        if (exitHook == null) {
            exitHook = new Thread(this::close, "remove-" + order.name());
            Runtime.getRuntime().addShutdownHook(exitHook);
        }
    }
}
