package io.kintsugi.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What is asked of a primary about its replicas. */
final class Replication {

    private static final Duration RELOAD_LIMIT = Duration.ofSeconds(20);

    private final PostgresServer primary;

    Replication(PostgresServer primary) {
        this.primary = primary;
    }

    static String synchronousNames(int count, List<String> names) {
        if (count == 0) {
            return "";
        }
        return names.stream().map(Sql::identifier).collect(Collectors.joining(", ", "ANY " + count + " (", ")"));
    }

    boolean awaitStreaming(String name, Duration limit) throws SQLException {
        try (Connection connection = primary.connect("postgres");
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT 1 FROM pg_stat_replication WHERE application_name = ? AND state = 'streaming'")) {
            statement.setString(1, name);
            return Await.until(limit, () -> hasRow(statement));
        }
    }

    /**
     * Returns once the demand is in force. A commit looks at a flag that the checkpointer sets when it rereads the
     * configuration, and nothing shows that flag. But a new session sees the new value only after the postmaster has
     * passed the reload on, and a checkpoint asked for after that is begun only after the checkpointer has reread.
     */
    void requireSynchronous(int count, List<String> names) throws SQLException {
        String wanted = synchronousNames(count, names);
        execute("ALTER SYSTEM SET synchronous_standby_names = " + Sql.literal(wanted));
        execute("SELECT pg_reload_conf()");
        if (!Await.until(RELOAD_LIMIT, () -> wanted.equals(shown("synchronous_standby_names")))) {
            throw new EmbeddedServerException(
                    ServerFailure.TIMED_OUT,
                    primary + " did not take over synchronous_standby_names = " + wanted + ".");
        }
        execute("CHECKPOINT");
    }

    private String shown(String setting) {
        try (Connection connection = primary.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("SHOW " + setting)) {
            value.next();
            return value.getString(1);
        } catch (SQLException failed) {
            throw primary.failure("could not show " + setting, failed);
        }
    }

    private boolean hasRow(PreparedStatement statement) {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next();
        } catch (SQLException failed) {
            throw primary.failure("could not be asked for its replicas", failed);
        }
    }

    private void execute(String text) throws SQLException {
        try (Connection connection = primary.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
