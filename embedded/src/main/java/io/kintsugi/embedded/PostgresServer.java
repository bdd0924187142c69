package io.kintsugi.embedded;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL server on 127.0.0.1. Thread-safe: starting, stopping and killing exclude each other and may take as
 * long as the limits in the options; the other methods never wait for them. Failures are
 * {@link PostgresServerException}s that carry the end of the server's log and the way out.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final int PORT_ATTEMPTS_MAX = 5;
    private static final int FAILURE_LOG_LINES = 25;
    private static final String LOGIN_LIMIT_SECONDS = "15";
    private static final String REPLICA_NAME = "[\\x21-\\x7e]{1,63}";

    private final PostgresOptions options;
    private final ServerLauncher launcher;
    private final Object lifecycle = new Object();
    private volatile int port;
    private volatile boolean paused;

    /** Guarded by {@code lifecycle}. */
    private @Nullable Thread exitHook;

    /** Guarded by {@code lifecycle}. */
    private @Nullable ServerMarker marker;

    private PostgresServer(PostgresOptions options, ServerLauncher launcher) {
        this.options = options;
        this.launcher = launcher;
        this.port = options.port();
    }

    /** Prepares the data folder; the server does not run yet. */
    public static PostgresServer create(PostgresOptions options) {
        Objects.requireNonNull(options, "options");
        return new PostgresServer(options, ServerLauncher.open(options));
    }

    /** Prepares the data folder and starts the server. */
    public static PostgresServer started(PostgresOptions options) {
        return startedOrClosed(create(options));
    }

    /**
     * Whether the user that runs servers may enter a folder: false for most places below root's home when this process
     * is root. A data folder has to lie where this is true.
     */
    public static boolean isReachable(Path folder) {
        return ServerLauncher.isReachable(folder);
    }

    /** Returns once the server accepts connections; at once when it already does. */
    public void start() {
        synchronized (lifecycle) {
            if (isRunning()) {
                return;
            }
            stopAtExit();
            try {
                launchOnSomePort();
            } catch (PostgresServerException failed) {
                forget();
                throw failed;
            }
            paused = false;
            LOG.debug("{} runs", this);
        }
    }

    /** Ends sessions and stops; past the limit in the options, stops at once. The data stay for another start. */
    public void stop() {
        synchronized (lifecycle) {
            Await.deferringInterrupt(() -> postmaster().ifPresent(postmaster -> postmaster.stop(options.stopLimit())));
            paused = false;
            forget();
        }
    }

    /** Kills all processes of the server at once, as a power cut would. The data stay for another start. */
    public void kill() {
        synchronized (lifecycle) {
            Await.deferringInterrupt(() -> postmaster().ifPresent(Postmaster::kill));
            paused = false;
            forget();
        }
    }

    /** Freezes all processes of the server: connections stay open, and nothing answers. */
    public void pause() {
        synchronized (lifecycle) {
            requirePostmaster().pause();
            paused = true;
        }
    }

    /** Lets a paused server go on. */
    public void resume() {
        synchronized (lifecycle) {
            requirePostmaster().resume();
            paused = false;
        }
    }

    /** Stops the server and deletes its data folder if that is temporary. */
    @Override
    public void close() {
        synchronized (lifecycle) {
            if (options.dataFolder().isEmpty()) {
                kill();
            } else {
                stop();
            }
            launcher.deleteIfTemporary();
        }
    }

    /** True while its main process lives, also when paused. */
    public boolean isRunning() {
        return postmaster().isPresent();
    }

    public boolean isPaused() {
        return paused && isRunning();
    }

    /** The main process. It is an error to ask a server that does not run. */
    public long pid() {
        return requirePostmaster().pid();
    }

    public String name() {
        return options.name();
    }

    public String host() {
        return "127.0.0.1";
    }

    /** 0 until the first start, when none was given. */
    public int port() {
        return port;
    }

    public Path dataFolder() {
        return launcher.dataFolder();
    }

    public PostgresOptions options() {
        return options;
    }

    /** With the superuser's name and, if there is one, its password. */
    public String jdbcUrl(String database) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + encoded(database) + "?user="
                + encoded(options.superuser());
        return options.password()
                .map(password -> url + "&password=" + encoded(password))
                .orElse(url);
    }

    /** A new connection as the superuser. */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("loginTimeout", LOGIN_LIMIT_SECONDS);
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    public void createDatabase(String name) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + Sql.identifier(name));
        } catch (SQLException failed) {
            throw failure("could not create the database '" + name + "'", failed);
        }
    }

    /** At most so many lines from the end of the server's log. */
    public List<String> logTail(int lines) {
        return ServerLog.in(dataFolder()).tail(lines, 0);
    }

    /** A streaming replica with this server's options, a temporary data folder and a free port. */
    public PostgresServer cloneReplica(String replicaName) {
        return cloneReplica(
                replicaName, options.toBuilder().temporaryDataFolder().port(0).build());
    }

    /**
     * Copies this running server and starts the copy as a streaming replica, known here by its name as
     * {@code application_name}; returns once it streams. Superuser, password, locale and encoding are this server's,
     * whatever the options say; settings of the options are put over this server's.
     */
    public PostgresServer cloneReplica(String replicaName, PostgresOptions wanted) {
        if (!replicaName.matches(REPLICA_NAME)) {
            throw new IllegalArgumentException(
                    "The replica name '" + replicaName + "' is not 1 to 63 printable ASCII characters.");
        }
        requirePostmaster();
        PostgresOptions replicaOptions = replicaOptions(replicaName, wanted);
        PostgresServer replica = new PostgresServer(replicaOptions, ServerLauncher.openEmpty(replicaOptions));
        try (BaseBackup backup = new BaseBackup(connect("postgres"))) {
            backup.copy(dataFolder(), replica.dataFolder());
            ServerConfiguration.writeReplicaLines(replica.dataFolder(), connectionString(replicaName));
            replica.launcher.handOver();
            replica.start();
            requireStreaming(replica);
            return replica;
        } catch (SQLException | IOException failed) {
            throw closedAfter(replica, failure("could not be cloned as '" + replicaName + "'", failed));
        } catch (PostgresServerException failed) {
            throw closedAfter(replica, failed);
        }
    }

    /**
     * From now on a commit waits for {@code count} of the named replicas; {@code count} 0 waits for none. In force when
     * the method returns.
     */
    public void requireSynchronous(int count, List<String> names) {
        if (count < 0 || count > names.size()) {
            throw new IllegalArgumentException("Cannot wait for " + count + " of the replicas " + names + ".");
        }
        try {
            new Replication(this).requireSynchronous(count, names);
        } catch (SQLException failed) {
            throw failure("could not be told to wait for " + count + " of " + names, failed);
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL server '" + options.name() + "' (port " + port + ", " + dataFolder() + ")";
    }

    PostgresServerException failure(String what, Exception cause) {
        String detail = "Server '" + options.name() + "' " + what + ": " + cause.getMessage() + ".";
        ServerFailure failure = ServerFailure.of(String.valueOf(cause.getMessage()));
        return new PostgresServerException(failure, detail, String.join("\n", logTail(FAILURE_LOG_LINES)), cause);
    }

    static PostgresServer startedOrClosed(PostgresServer server) {
        try {
            server.start();
            return server;
        } catch (PostgresServerException failed) {
            throw closedAfter(server, failed);
        }
    }

    private static PostgresServerException closedAfter(PostgresServer server, PostgresServerException failed) {
        try {
            server.close();
        } catch (PostgresServerException second) {
            failed.addSuppressed(second);
        }
        return failed;
    }

    private PostgresOptions replicaOptions(String replicaName, PostgresOptions wanted) {
        PostgresOptions.Builder builder = wanted.toBuilder()
                .name(replicaName)
                .superuser(options.superuser())
                .locale(options.locale())
                .encoding(options.encoding())
                .settings(options.settings())
                .settings(wanted.settings());
        options.password().ifPresent(builder::password);
        return builder.build();
    }

    private void requireStreaming(PostgresServer replica) throws SQLException {
        if (new Replication(this).awaitStreaming(replica.name(), options.startLimit())) {
            return;
        }
        throw new PostgresServerException(
                ServerFailure.TIMED_OUT,
                "Replica '" + replica.name() + "' does not stream from '" + name() + "'.",
                String.join("\n", replica.logTail(FAILURE_LOG_LINES)),
                null);
    }

    private String connectionString(String replicaName) {
        String text = "host=127.0.0.1 port=" + port + " user=" + Sql.quoted(options.superuser()) + " application_name="
                + Sql.quoted(replicaName);
        return options.password()
                .map(password -> text + " password=" + Sql.quoted(password))
                .orElse(text);
    }

    private Optional<Postmaster> postmaster() {
        return Postmaster.find(dataFolder());
    }

    private Postmaster requirePostmaster() {
        return postmaster().orElseThrow(() -> new IllegalStateException(this + " does not run"));
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
            } catch (PostgresServerException failed) {
                if (chosen || failed.failure() != ServerFailure.PORT_TAKEN || attempt == PORT_ATTEMPTS_MAX) {
                    throw failed;
                }
                forgetMarker();
            }
        }
    }

    private void launchOn(int candidate) {
        if (options.stateFolder().isPresent()) {
            boolean temporary = options.dataFolder().isEmpty();
            ServerMarker written = ServerMarker.of(
                    options.stateFolder().get().toAbsolutePath(), name(), dataFolder(), candidate, temporary);
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
        if (!options.detached() && exitHook == null) {
            exitHook = new Thread(this::close, "stop-" + options.name());
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

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
