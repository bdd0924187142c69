package io.kintsugi.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One real server on 127.0.0.1, of either database. Thread-safe: starting, stopping and killing exclude each other and
 * may take as long as the limits in the server's options; the other methods never wait for them. Failures are
 * {@link EmbeddedServerException}s that carry the end of the server's log and the way out.
 */
public sealed interface DatabaseServer extends AutoCloseable permits PostgresServer, MySqlServer {

    /** Returns once the server accepts connections; at once when it already does. */
    void start();

    /** Ends sessions and stops; past the limit in the options, stops at once. The data stay for another start. */
    void stop();

    /** Kills all processes of the server at once, as a power cut would. The data stay for another start. */
    void kill();

    /** Freezes all processes of the server: connections stay open, and nothing answers. */
    void pause();

    /** Lets a paused server go on. */
    void resume();

    /** Stops the server and deletes its data folder if that is temporary. */
    @Override
    void close();

    /** True while its main process lives, also when paused. */
    boolean isRunning();

    boolean isPaused();

    /** The main process. It is an error to ask a server that does not run. */
    long pid();

    String name();

    /** Database and version as the running server tells them: {@code PostgreSQL 18.6}, {@code MySQL 9.7.4}. */
    String engine() throws SQLException;

    String host();

    /** 0 until the first start, when none was given. */
    int port();

    Path dataFolder();

    /** The administrator's name, who may do everything. */
    String user();

    /** With the administrator's name and, if there is one, the password. */
    String jdbcUrl(String database);

    /** A new connection as the administrator. */
    Connection connect(String database) throws SQLException;

    void createDatabase(String database);

    /** At most so many lines from the end of the server's log. */
    List<String> logTail(int lines);

    /** A replica with this server's options, a temporary data folder and a free port; returns once it follows. */
    DatabaseServer cloneReplica(String replicaName);

    /**
     * From now on a commit waits for {@code count} replicas; {@code count} 0 waits for none. In force when the method
     * returns. PostgreSQL counts only the named ones; MySQL knows no names and counts every replica that was cloned.
     */
    void requireSynchronous(int count, List<String> names);
}
