package io.kintsugi.jdbc;

import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.TopologyReader;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An engine and its topology, started at the first session and shared by all connections of one URL and user.
 * Thread-safe.
 */
final class SharedEngine {
    private final DriverSettings settings;
    private final RunningEngine.Starter starter;

    /** Written under this object's lock. */
    private volatile @Nullable Started started;

    /** Guarded by this object's lock. */
    private boolean closed;

    private record Started(TopologyReader topology, RunningEngine engine) {}

    SharedEngine(DriverSettings settings, RunningEngine.Starter starter) {
        this.settings = settings;
        this.starter = starter;
    }

    EngineSession openSession() throws SQLException {
        Started now = started();
        Credentials credentials = settings.credentials()
                .or(() -> now.topology().current().credentials())
                .orElseThrow(SharedEngine::noUser);
        return now.engine().openSession(credentials, settings.session());
    }

    private static ShardException noUser() {
        return new ShardException(
                        ErrorCode.INVALID_PROPERTY, "No user is given, and the topology has no credentials either.")
                .withRemedy("Give the properties user and password.");
    }

    private Started started() {
        Started now = started;
        return now != null ? now : startOnce();
    }

    /** A failed start leaves nothing behind: the next session tries again. */
    private synchronized Started startOnce() {
        if (closed) {
            throw new ShardException(ErrorCode.CLOSED_OBJECT, "This data source is closed.");
        }
        Started now = started;
        if (now == null) {
            now = start();
            started = now;
        }
        return now;
    }

    private Started start() {
        TopologyReader topology = Topologies.open(settings);
        try {
            return new Started(
                    topology,
                    starter.start(topology, settings.config(), settings.url().dialect()));
        } catch (ShardException failed) {
            topology.close();
            throw failed;
        }
    }

    /** For good: whoever comes late gets CLOSED_OBJECT, and no engine that nobody would close. */
    synchronized void close() {
        closed = true;
        Started now = started;
        started = null;
        if (now != null) {
            try (TopologyReader topology = now.topology();
                    RunningEngine engine = now.engine()) {
                // Closes the engine, then what it reads from.
            }
        }
    }
}
