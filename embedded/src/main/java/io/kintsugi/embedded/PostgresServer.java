package io.kintsugi.embedded;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** One PostgreSQL server on 127.0.0.1, started from binaries on the class path. */
public final class PostgresServer implements DatabaseServer {

    private static final int FAILURE_LOG_LINES = 25;
    private static final String LOGIN_LIMIT_SECONDS = "15";
    private static final String REPLICA_NAME = "[\\x21-\\x7e]{1,63}";

    private final PostgresOptions options;
    private final ServerLauncher launcher;
    private final ServerLifecycle lifecycle;

    private PostgresServer(PostgresOptions options, ServerLauncher launcher) {
        this.options = options;
        this.launcher = launcher;
        this.lifecycle = new ServerLifecycle(
                new ServerLifecycle.Plan(
                        options.name(),
                        launcher.dataFolder(),
                        options.dataFolder().isEmpty(),
                        options.port(),
                        options.detached(),
                        options.stateFolder(),
                        options.stopLimit()),
                launcher);
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

    @Override
    public void start() {
        lifecycle.start();
    }

    @Override
    public void stop() {
        lifecycle.stop();
    }

    @Override
    public void kill() {
        lifecycle.kill();
    }

    @Override
    public void pause() {
        lifecycle.pause();
    }

    @Override
    public void resume() {
        lifecycle.resume();
    }

    @Override
    public void close() {
        lifecycle.close();
    }

    @Override
    public boolean isRunning() {
        return lifecycle.isRunning();
    }

    @Override
    public boolean isPaused() {
        return lifecycle.isPaused();
    }

    @Override
    public long pid() {
        return lifecycle.requireProcess().pid();
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public String engine() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("SHOW server_version")) {
            version.next();
            return "PostgreSQL " + version.getString(1);
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return lifecycle.port();
    }

    @Override
    public Path dataFolder() {
        return launcher.dataFolder();
    }

    @Override
    public String user() {
        return options.superuser();
    }

    public PostgresOptions options() {
        return options;
    }

    @Override
    public String jdbcUrl(String database) {
        String url = "jdbc:postgresql://127.0.0.1:" + port() + "/" + encoded(database) + "?user="
                + encoded(options.superuser());
        return options.password()
                .map(password -> url + "&password=" + encoded(password))
                .orElse(url);
    }

    @Override
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("loginTimeout", LOGIN_LIMIT_SECONDS);
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    @Override
    public void createDatabase(String name) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + Sql.identifier(name));
        } catch (SQLException failed) {
            throw failure("could not create the database '" + name + "'", failed);
        }
    }

    @Override
    public List<String> logTail(int lines) {
        return ServerLog.in(dataFolder()).tail(lines, 0);
    }

    @Override
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
        lifecycle.requireProcess();
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
        } catch (EmbeddedServerException failed) {
            throw closedAfter(replica, failed);
        }
    }

    @Override
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
        return "PostgreSQL server '" + options.name() + "' (port " + port() + ", " + dataFolder() + ")";
    }

    EmbeddedServerException failure(String what, Exception cause) {
        String detail = "Server '" + options.name() + "' " + what + ": " + cause.getMessage() + ".";
        ServerFailure failure = ServerFailure.of(String.valueOf(cause.getMessage()));
        return new EmbeddedServerException(failure, detail, String.join("\n", logTail(FAILURE_LOG_LINES)), cause);
    }

    static PostgresServer startedOrClosed(PostgresServer server) {
        try {
            server.start();
            return server;
        } catch (EmbeddedServerException failed) {
            throw closedAfter(server, failed);
        }
    }

    private static EmbeddedServerException closedAfter(PostgresServer server, EmbeddedServerException failed) {
        try {
            server.close();
        } catch (EmbeddedServerException second) {
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
        throw new EmbeddedServerException(
                ServerFailure.TIMED_OUT,
                "Replica '" + replica.name() + "' does not stream from '" + name() + "'.",
                String.join("\n", replica.logTail(FAILURE_LOG_LINES)),
                null);
    }

    private String connectionString(String replicaName) {
        String text = "host=127.0.0.1 port=" + port() + " user=" + Sql.quoted(options.superuser())
                + " application_name=" + Sql.quoted(replicaName);
        return options.password()
                .map(password -> text + " password=" + Sql.quoted(password))
                .orElse(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
