package io.kintsugi.node;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables {@code kintsugi.ddl_mark} and {@code kintsugi.ddl_note}, on every server. A mark is {@code started} with one
 * note for each object the job names, or {@code done}.
 */
final class MySqlDdlMarks implements DdlMarks {
    static final List<String> DEFINITIONS = List.of("""
            CREATE TABLE IF NOT EXISTS kintsugi.ddl_mark (
                job char(36) NOT NULL,
                node varchar(64) NOT NULL,
                state varchar(16) NOT NULL CHECK (state IN ('started', 'done')),
                changed_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
                PRIMARY KEY (job, node)
            ) ENGINE = InnoDB""", """
            CREATE TABLE IF NOT EXISTS kintsugi.ddl_note (
                job char(36) NOT NULL,
                node varchar(64) NOT NULL,
                ordinal integer NOT NULL,
                kind varchar(16) NOT NULL,
                object_database varchar(64),
                object_name varchar(64) NOT NULL,
                definition_digest char(64) NOT NULL,
                life varchar(80) NOT NULL,
                PRIMARY KEY (job, node, ordinal)
            ) ENGINE = InnoDB""");

    private static final String STATE =
            "SELECT state FROM kintsugi.ddl_mark WHERE job = ? AND " + MySqlInstallation.NODE;

    private static final String MARK = """
            INSERT INTO kintsugi.ddl_mark (job, node, state) VALUES (?, DATABASE(), ?)
            ON DUPLICATE KEY UPDATE state = ?""";

    private static final String FORGET = "DELETE FROM kintsugi.ddl_note WHERE job = ? AND " + MySqlInstallation.NODE;

    private static final String NOTE = """
            INSERT INTO kintsugi.ddl_note
                (job, node, ordinal, kind, object_database, object_name, definition_digest, life)
            VALUES (?, DATABASE(), ?, ?, ?, ?, ?, ?)""";

    private static final String NOTES =
            "SELECT kind, object_database, object_name, definition_digest, life FROM kintsugi.ddl_note WHERE job = ?"
                    + " AND " + MySqlInstallation.NODE + " ORDER BY ordinal";

    /** Held by the session that runs the step: the server gives it back when that session's statement has ended. */
    private static final String STEP_LOCK = "concat('kintsugi.step.', left(sha2(concat(DATABASE(), ?), 256), 40))";

    /** How long to wait for the session of a client that died while the server still works on its statement. */
    private static final int STEP_LOCK_SECONDS_MAX = 10;

    private static final String STARTED = "started";
    private static final String DONE = "done";

    @Override
    public boolean has(Connection connection, String jobId) throws SQLException {
        String state = state(connection, jobId);
        if (!state.equals(STARTED)) {
            return state.equals(DONE);
        }
        lock(connection, jobId);
        try {
            // Read again: whoever held the lock may have finished.
            return state(connection, jobId).equals(DONE) || looksDifferent(connection, jobId);
        } finally {
            unlock(connection, jobId);
        }
    }

    @Override
    public boolean put(Connection connection, String jobId) throws SQLException {
        boolean marked = state(connection, jobId).equals(DONE);
        mark(connection, jobId, DONE);
        return !marked;
    }

    @Override
    public void run(Connection connection, String jobId, List<DdlObject> objects, Work change, Work afterwards)
            throws SQLException {
        lock(connection, jobId);
        try {
            if (!has(connection, jobId)) {
                begin(connection, jobId, objects);
                change.run();
            }
            afterwards.run();
            put(connection, jobId);
        } finally {
            unlock(connection, jobId);
        }
    }

    /** Notes and mark are one transaction: a job whose mark says started has every note. */
    private static void begin(Connection connection, String jobId, List<DdlObject> objects) throws SQLException {
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("a schema change that names nothing cannot be resumed");
        }
        List<MySqlObjectState> states = new ArrayList<>();
        for (DdlObject object : objects) {
            states.add(MySqlObjectState.read(connection, object));
        }
        MySqlTransaction.run(connection, () -> {
            forget(connection, jobId);
            for (int ordinal = 0; ordinal < states.size(); ordinal++) {
                note(connection, jobId, ordinal, states.get(ordinal));
            }
            mark(connection, jobId, STARTED);
            return states;
        });
    }

    private static void lock(Connection connection, String jobId) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT get_lock(" + STEP_LOCK + ", ?)")) {
            lock.setString(1, jobId);
            lock.setInt(2, STEP_LOCK_SECONDS_MAX);
            try (ResultSet rows = lock.executeQuery()) {
                rows.next();
                if (rows.getInt(1) != 1) {
                    throw new ShardException(
                                    ErrorCode.DDL_LOCKED,
                                    "The server still runs this step of the schema change for a client that has gone;"
                                            + " waited " + STEP_LOCK_SECONDS_MAX + " s for it.")
                            .withRemedy("Wait for the statement to end (SHOW PROCESSLIST), or end it with KILL.");
                }
            }
        }
    }

    /** A session that has broken gives the lock back by itself. */
    private static void unlock(Connection connection, String jobId) throws SQLException {
        if (!connection.isValid(STEP_LOCK_SECONDS_MAX)) {
            return;
        }
        try (PreparedStatement unlock = connection.prepareStatement("DO release_lock(" + STEP_LOCK + ")")) {
            unlock.setString(1, jobId);
            unlock.execute();
        }
    }

    private static boolean looksDifferent(Connection connection, String jobId) throws SQLException {
        for (MySqlObjectState before : notes(connection, jobId)) {
            if (before.now(connection).differsFrom(before)) {
                return true;
            }
        }
        return false;
    }

    private static String state(Connection connection, String jobId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STATE)) {
            select.setString(1, jobId);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private static void mark(Connection connection, String jobId, String state) throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement(MARK)) {
            mark.setString(1, jobId);
            mark.setString(2, state);
            mark.setString(3, state);
            mark.executeUpdate();
        }
    }

    private static void forget(Connection connection, String jobId) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setString(1, jobId);
            forget.executeUpdate();
        }
    }

    private static void note(Connection connection, String jobId, int ordinal, MySqlObjectState state)
            throws SQLException {
        try (PreparedStatement note = connection.prepareStatement(NOTE)) {
            note.setString(1, jobId);
            note.setInt(2, ordinal);
            note.setString(3, state.object().kind().name());
            note.setString(4, state.object().database().orElse(null));
            note.setString(5, state.object().name());
            note.setString(6, state.definitionDigest());
            note.setString(7, state.life());
            note.executeUpdate();
        }
    }

    private static List<MySqlObjectState> notes(Connection connection, String jobId) throws SQLException {
        List<MySqlObjectState> notes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NOTES)) {
            select.setString(1, jobId);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    notes.add(MySqlObjectState.noted(rows));
                }
            }
        }
        return notes;
    }
}
