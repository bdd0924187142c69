package io.kintsugi.testkit.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import io.kintsugi.embedded.MySqlOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A container of one of MySQL's official images, or of one that behaves like them. The server listens inside on the
 * port that it has outside, where only 127.0.0.1 leads to it. Whoever has it makes its calls exclude each other.
 */
final class MySqlContainer {

    private static final String ACCOUNTS = "/docker-entrypoint-initdb.d/accounts.sql";
    private static final int READABLE_BY_ALL = 0644;
    private static final Duration REMOVE_LIMIT = Duration.ofSeconds(60);

    private final GenericContainer<?> container;

    private MySqlContainer(GenericContainer<?> container) {
        this.container = container;
    }

    /** Neither fetched, nor made, nor started yet. */
    static MySqlContainer of(MySqlOrder order, String image, int port) {
        String accounts = "SET NAMES utf8mb4;\n" + String.join("\n", order.accountStatements()) + "\n";
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withEnv("MYSQL_ALLOW_EMPTY_PASSWORD", "yes")
                // The account that may come from outside is ours; this one serves the image's own first steps.
                .withEnv("MYSQL_ROOT_HOST", "localhost")
                .withEnv("MYSQL_INITDB_SKIP_TZINFO", "yes")
                .withCopyToContainer(Transferable.of(accounts, READABLE_BY_ALL), ACCOUNTS)
                .withCommand(arguments(order, port))
                .waitingFor(new NoWait());
        container.setPortBindings(List.of("127.0.0.1:" + port + ":" + port));
        return new MySqlContainer(container);
    }

    private static String[] arguments(MySqlOrder order, int port) {
        return order.settings(port).entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** The first time; does not wait for the server. */
    void create() {
        container.start();
    }

    void startAgain() {
        client().startContainerCmd(container.getContainerId()).exec();
    }

    /** @param limitSeconds after them it is killed */
    void stop(int limitSeconds) {
        client().stopContainerCmd(container.getContainerId())
                .withTimeout(limitSeconds)
                .exec();
    }

    /** @param name without SIG; the server is the container's first process, so it is the one that gets it */
    void signal(String name) {
        client().killContainerCmd(container.getContainerId()).withSignal(name).exec();
    }

    boolean isRunning() {
        return state(container.getContainerId())
                .filter(state -> Boolean.TRUE.equals(state.getRunning()))
                .isPresent();
    }

    /** With its data; an engine may still be at it when its answer comes. */
    void remove() {
        String id = container.getContainerId();
        container.stop();
        if (!Await.until(REMOVE_LIMIT, () -> state(id).isEmpty())) {
            throw new IllegalStateException("The container " + id + " could not be removed");
        }
    }

    private Optional<ContainerState> state(@Nullable String id) {
        if (id == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(client().inspectContainerCmd(id).exec().getState());
        } catch (NotFoundException removed) {
            return Optional.empty();
        }
    }

    List<String> log(int lines) {
        if (container.getContainerId() == null) {
            return List.of();
        }
        List<String> all = container.getLogs().lines().collect(Collectors.toList());
        return List.copyOf(all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    private DockerClient client() {
        return container.getDockerClient();
    }

    /** The library's own ways to wait know no restart, and start programs inside the container. */
    private static final class NoWait extends AbstractWaitStrategy {

        @Override
        protected void waitUntilReady() {}
    }
}
