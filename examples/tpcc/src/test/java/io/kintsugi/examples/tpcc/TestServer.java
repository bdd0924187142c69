package io.kintsugi.examples.tpcc;

import io.kintsugi.examples.tpcc.jdbc.Database;
import io.kintsugi.examples.tpcc.jdbc.Isolation;
import io.kintsugi.examples.tpcc.jdbc.TransactionModeSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * One throw-away PostgreSQL for a test class, from the {@code initdb} and {@code postgres} found on the PATH. The only
 * class to change when the servers come from elsewhere.
 */
public final class TestServer implements AutoCloseable {

    private static final String USER = "tpcc";
    private static final String UNPRIVILEGED = "nobody";
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);

    private final Path folder;
    private final Process process;
    private final int port;

    private TestServer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    public static TestServer start() throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory("tpcc-it");
        if (isRoot()) {
            UserPrincipalLookupService users = folder.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(folder, users.lookupPrincipalByName(UNPRIVILEGED));
        }
        String data = folder.resolve("data").toString();
        Process initdb = spawn(folder, "initdb", "-D", data, "-U", USER, "-A", "trust", "-N", "-E", "UTF8");
        if (initdb.waitFor() != 0) {
            throw new IOException("initdb failed: " + Files.readString(log(folder)));
        }
        int port = freePort();
        Process postgres = spawn(
                folder,
                "postgres",
                "-D",
                data,
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off");
        TestServer server = new TestServer(folder, postgres, port);
        server.awaitReady();
        return server;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER + "&reWriteBatchedInserts=true";
    }

    public Database database() {
        return new Database(url(), null, null, new TransactionModeSetup(Optional.empty()), Isolation.READ_COMMITTED);
    }

    /** Runs one statement in a transaction of its own and gives the number of rows it touched. */
    public int update(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url())) {
            return connection.createStatement().executeUpdate(sql);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void awaitReady() throws IOException, SQLException {
        long end = System.nanoTime() + START_MAX.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("the server did not start: " + Files.readString(log(folder)));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url())) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static Process spawn(Path folder, String... command) throws IOException {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=nogroup", "--clear-groups"));
        }
        words.addAll(List.of(command));
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
                .start();
    }

    private static Path log(Path folder) {
        return folder.resolve("log");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
