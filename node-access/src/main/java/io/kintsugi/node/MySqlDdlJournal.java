package io.kintsugi.node;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Tables {@code kintsugi.ddl_job} and {@code kintsugi.ddl_step}, and a user-level lock of the server. */
final class MySqlDdlJournal implements DdlJournal {
    /** A lock's name has at most 64 characters and knows no database. MD5 is gone from MySQL 9.6 on. */
    private static final String LOCK_NAME = "concat('kintsugi.ddl.', left(sha2(DATABASE(), 256), 40))";

    private static final String HOLDER =
            "SELECT id, user FROM information_schema.processlist WHERE id = is_used_lock(" + LOCK_NAME + ")";

    private static final long MILLIS_A_SECOND = 1_000;

    private static final String BEGIN_JOB = """
            INSERT INTO kintsugi.ddl_job (node, id, statement, search_path, kind, state, client)
            VALUES (DATABASE(), ?, ?, ?, ?, 'running', ?)""";

    private static final String KEEP_SETTINGS = "UPDATE kintsugi.ddl_job SET settings = ? WHERE id = ?";

    private static final String BEGIN_STEP = """
            INSERT INTO kintsugi.ddl_step (job, ordinal, shard, state)
            SELECT number, ?, ?, 'pending' FROM kintsugi.ddl_job WHERE id = ?""";

    private static final String STEP =
            "UPDATE kintsugi.ddl_step SET state = ?, error = ? WHERE job = ? AND ordinal = ?";

    private static final String END = """
            UPDATE kintsugi.ddl_job SET state = ?, error = nullif(?, ''), ended_at = CURRENT_TIMESTAMP(6)
            WHERE number = ?""";

    /** As a number: how a driver reads a timestamp depends on settings of both sides. */
    private static final String JOBS = """
            SELECT number, id, statement, search_path, kind, state, client,
                unix_timestamp(started_at), error, %s
            FROM kintsugi.ddl_job WHERE node = DATABASE() AND state = 'running' ORDER BY number""";

    private static final String STEPS =
            "SELECT ordinal, shard, state, error FROM kintsugi.ddl_step WHERE job = ? ORDER BY ordinal";

    @Override
    public void lock(Connection connection, Duration limit) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT get_lock(" + LOCK_NAME + ", ?)")) {
            // Whole seconds are all that the server counts.
            lock.setLong(1, (limit.toMillis() + MILLIS_A_SECOND - 1) / MILLIS_A_SECOND);
            try (ResultSet rows = lock.executeQuery()) {
                rows.next();
                if (rows.getInt(1) != 1) {
                    throw locked(connection, limit);
                }
            }
        }
    }

    @Override
    public void unlock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DO release_lock(" + LOCK_NAME + ")");
        }
    }

    /** One transaction, so that a job is never seen without its steps. */
    @Override
    public DdlJob begin(Connection connection, NewJob job) throws SQLException {
        String id = UUID.randomUUID().toString();
        MySqlTransaction.run(connection, () -> {
            insertJob(connection, id, job);
            keepSettings(connection, id, job);
            for (int ordinal = 0; ordinal < job.shards().size(); ordinal++) {
                insertStep(connection, id, ordinal, job.shards().get(ordinal));
            }
            return id;
        });
        return unfinished(connection).stream()
                .filter(begun -> begun.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("job " + id + " was recorded and is not there"));
    }

    @Override
    public void stepDone(Connection connection, DdlJob job, int ordinal) throws SQLException {
        updateStep(connection, job, ordinal, DdlJob.StepState.DONE, Optional.empty());
    }

    @Override
    public void stepFailed(Connection connection, DdlJob job, int ordinal, String error) throws SQLException {
        updateStep(connection, job, ordinal, DdlJob.StepState.FAILED, Optional.of(error));
    }

    @Override
    public void end(Connection connection, DdlJob job, DdlJob.State state, String error) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(END)) {
            update.setString(1, state.name().toLowerCase(Locale.ROOT));
            update.setString(2, error);
            update.setLong(3, job.number());
            update.executeUpdate();
        }
    }

    @Override
    public List<DdlJob> unfinished(Connection connection) throws SQLException {
        List<DdlJob> jobs = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(JOBS.formatted(settingsOf(connection)))) {
            while (rows.next()) {
                jobs.add(job(connection, rows));
            }
        }
        return jobs;
    }

    private static String settingsOf(Connection connection) throws SQLException {
        return MySqlCatalogTables.keepsSettings(connection) ? "settings" : "NULL";
    }

    private static void insertJob(Connection connection, String id, NewJob job) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN_JOB)) {
            insert.setString(1, id);
            insert.setString(2, job.statement());
            insert.setString(3, job.searchPath());
            insert.setString(4, job.kind());
            insert.setString(5, job.client());
            insert.executeUpdate();
        }
    }

    private static void keepSettings(Connection connection, String id, NewJob job) throws SQLException {
        if (!MySqlCatalogTables.keepsSettings(connection)) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(KEEP_SETTINGS)) {
            update.setString(1, DdlSettings.encoded(job.settings()));
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    private static void insertStep(Connection connection, String id, int ordinal, String shard) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN_STEP)) {
            insert.setInt(1, ordinal);
            insert.setString(2, shard);
            insert.setString(3, id);
            insert.executeUpdate();
        }
    }

    private static DdlJob job(Connection connection, ResultSet rows) throws SQLException {
        long number = rows.getLong(1);
        return new DdlJob(
                number,
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                DdlSettings.decoded(rows.getString(10)),
                rows.getString(5),
                DdlJob.State.valueOf(rows.getString(6).toUpperCase(Locale.ROOT)),
                rows.getString(7),
                instant(rows.getBigDecimal(8)),
                Optional.ofNullable(rows.getString(9)),
                steps(connection, number));
    }

    private static Instant instant(BigDecimal seconds) {
        return Instant.EPOCH.plusNanos(seconds.movePointRight(9).longValueExact());
    }

    private static List<DdlJob.Step> steps(Connection connection, long job) throws SQLException {
        List<DdlJob.Step> steps = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(STEPS)) {
            select.setLong(1, job);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    DdlJob.StepState state =
                            DdlJob.StepState.valueOf(rows.getString(3).toUpperCase(Locale.ROOT));
                    Optional<String> error = Optional.ofNullable(rows.getString(4));
                    steps.add(new DdlJob.Step(rows.getInt(1), rows.getString(2), state, error));
                }
            }
        }
        return steps;
    }

    private static void updateStep(
            Connection connection, DdlJob job, int ordinal, DdlJob.StepState state, Optional<String> error)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(STEP)) {
            update.setString(1, state.name().toLowerCase(Locale.ROOT));
            update.setString(2, error.orElse(null));
            update.setLong(3, job.number());
            update.setInt(4, ordinal);
            update.executeUpdate();
        }
    }

    private static ShardException locked(Connection connection, Duration limit) throws SQLException {
        return new ShardException(
                ErrorCode.DDL_LOCKED,
                "Another schema change runs (" + holder(connection) + "); waited " + limit.toMillis() + " ms for it.");
    }

    private static String holder(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(HOLDER)) {
            return rows.next()
                    ? "user '" + rows.getString(2) + "', connection " + rows.getLong(1)
                    : "it has just ended, or belongs to another user";
        }
    }
}
