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
import java.util.Optional;

/**
 * One MySQL server on 127.0.0.1, started from the unpacked MySQL that the environment variable
 * {@code KINTSUGI_MYSQL_HOME} names; where it names none, tests may have a {@link MySqlSource}. MySQL Connector/J must
 * be on the class path of whoever connects.
 */
public final class MySqlServer implements DatabaseServer {

    private static final int FAILURE_LOG_LINES = 25;
    private static final String LOGIN_LIMIT_MILLIS = "15000";
    private static final String ADMINISTRATION_DATABASE = "mysql";

    private final MySqlOptions options;
    private final MySqlRunner runner;

    /** Empty where something else than this machine runs it. */
    private final Optional<LocalMySql> local;

    private MySqlServer(MySqlOptions options, MySqlRunner runner, Optional<LocalMySql> local) {
        this.options = options;
        this.runner = runner;
        this.local = local;
    }

    private static MySqlServer local(MySqlOptions options, MySqlLauncher launcher) {
        LocalMySql local = new LocalMySql(options, launcher);
        return new MySqlServer(options, local, Optional.of(local));
    }

    /** Prepares the data folder; the server does not run yet. */
    public static MySqlServer create(MySqlOptions options) {
        Objects.requireNonNull(options, "options");
        return MySqlSources.forServer(options)
                .map(source -> new MySqlServer(options, source.runner(new MySqlOrder(options)), Optional.empty()))
                .orElseGet(() -> local(options, MySqlLauncher.open(options)));
    }

    /** Prepares the data folder and starts the server. */
    public static MySqlServer started(MySqlOptions options) {
        MySqlServer server = create(options);
        try {
            server.start();
            return server;
        } catch (EmbeddedServerException failed) {
            throw closedAfter(server, failed);
        }
    }

    @Override
    public void start() {
        runner.start();
        EngineRecord.note(runner.engine());
    }

    @Override
    public void stop() {
        runner.stop();
    }

    @Override
    public void kill() {
        runner.kill();
    }

    @Override
    public void pause() {
        runner.pause();
    }

    @Override
    public void resume() {
        runner.resume();
    }

    @Override
    public void close() {
        runner.close();
    }

    @Override
    public boolean isRunning() {
        return runner.isRunning();
    }

    @Override
    public boolean isPaused() {
        return runner.isPaused();
    }

    @Override
    public long pid() {
        return requireLocal().requireProcess().pid();
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public String engine() throws SQLException {
        try (Connection connection = connect(ADMINISTRATION_DATABASE);
                Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("SELECT version()")) {
            version.next();
            String text = version.getString(1);
            String told = (text.contains("MariaDB") ? "MariaDB " : "MySQL ") + text.replaceFirst("-.*", "");
            return local.isPresent() ? told : told + " (" + runner.place() + ")";
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return runner.port();
    }

    @Override
    public Path dataFolder() {
        return requireLocal().launcher().dataFolder();
    }

    @Override
    public String user() {
        return options.user();
    }

    public MySqlOptions options() {
        return options;
    }

    @Override
    public String jdbcUrl(String database) {
        String url = "jdbc:mysql://127.0.0.1:" + port() + "/" + encoded(database) + "?user=" + encoded(options.user())
                + "&sslMode=DISABLED&allowPublicKeyRetrieval=true";
        return options.password()
                .map(password -> url + "&password=" + encoded(password))
                .orElse(url);
    }

    @Override
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database) + "&connectTimeout=" + LOGIN_LIMIT_MILLIS);
    }

    @Override
    public void createDatabase(String database) {
        try {
            execute("CREATE DATABASE " + MySql.identifier(database));
        } catch (SQLException failed) {
            throw failure("could not create the database '" + database + "'", failed);
        }
    }

    @Override
    public List<String> logTail(int lines) {
        return runner.logTail(lines);
    }

    @Override
    public MySqlServer cloneReplica(String replicaName) {
        return cloneReplica(
                replicaName, options.toBuilder().temporaryDataFolder().port(0).build());
    }

    /**
     * Clones this running server and starts the clone as its replica; returns once it follows. User and password are
     * this server's, whatever the options say; settings of the options are put over this server's.
     */
    public MySqlServer cloneReplica(String replicaName, MySqlOptions wanted) {
        requireLocal().requireProcess();
        requireClonable();
        MySqlOptions replicaOptions = replicaOptions(replicaName, wanted);
        MySqlLauncher launcher = MySqlLauncher.openEmpty(replicaOptions);
        MySqlServer replica = local(replicaOptions, launcher);
        try {
            MySqlReplication replication = new MySqlReplication(this);
            replication.copyTo(launcher);
            replica.start();
            replication.follow(replica);
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
            new MySqlReplication(this).requireSynchronous(count);
        } catch (SQLException failed) {
            throw failure("could not be told to wait for " + count + " of " + names, failed);
        }
    }

    @Override
    public String toString() {
        return "MySQL server '" + options.name() + "' (port " + port() + ", " + runner.place() + ")";
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect(ADMINISTRATION_DATABASE);
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    EmbeddedServerException failure(String what, Exception cause) {
        String detail = "Server '" + options.name() + "' " + what + ": " + cause.getMessage() + ".";
        ServerFailure failure = ServerFailure.of(String.valueOf(cause.getMessage()));
        return new EmbeddedServerException(failure, detail, String.join("\n", logTail(FAILURE_LOG_LINES)), cause);
    }

    private void requireClonable() {
        if (requireLocal().launcher().binaries().flavour() == MySqlBinaries.Flavour.MARIADB) {
            throw new EmbeddedServerException(
                    ServerFailure.MISSING_MYSQL, "Replicas are cloned by MySQL's own plugin, which MariaDB lacks.");
        }
    }

    private LocalMySql requireLocal() {
        return local.orElseThrow(() -> new EmbeddedServerException(
                ServerFailure.MISSING_MYSQL,
                "Server '" + options.name() + "' runs in a place without processes, folders and replicas: "
                        + runner.place() + "."));
    }

    private static EmbeddedServerException closedAfter(MySqlServer server, EmbeddedServerException failed) {
        try {
            server.close();
        } catch (EmbeddedServerException second) {
            failed.addSuppressed(second);
        }
        return failed;
    }

    private MySqlOptions replicaOptions(String replicaName, MySqlOptions wanted) {
        MySqlOptions.Builder builder = wanted.toBuilder()
                .name(replicaName)
                .user(options.user())
                .settings(options.settings())
                .settings(wanted.settings());
        options.password().ifPresent(builder::password);
        return builder.build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
