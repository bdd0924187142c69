package io.kintsugi.node;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Tables {@code kintsugi.ddl_job} and {@code kintsugi.ddl_step}, and a session advisory lock. */
final class PostgreSqlDdlJournal implements DdlJournal {
    private static final long DDL_LOCK = 0x6b696e747375646cL;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String HOLDER = """
            SELECT activity.pid, activity.application_name, activity.usename
            FROM pg_locks AS held JOIN pg_stat_activity AS activity ON activity.pid = held.pid
            WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1
                AND (held.classid::bigint << 32 | held.objid::bigint) = ?
                AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    /** One statement, so that a job is never seen without its steps. */
    private static final String BEGIN = """
            WITH job AS (
                INSERT INTO kintsugi.ddl_job (id, statement, search_path, kind, state, client)
                VALUES (?::uuid, ?, ?, ?, 'running', ?) RETURNING number)
            INSERT INTO kintsugi.ddl_step (job, ordinal, shard, state)
            SELECT job.number, step.ordinal - 1, step.shard, 'pending'
            FROM job, unnest(?::text[]) WITH ORDINALITY AS step (shard, ordinal)""";

    /** The column is not there before the catalog was prepared by this version. */
    private static final String KEEPS_SETTINGS = """
            SELECT count(*) FROM pg_attribute
            WHERE attrelid = 'kintsugi.ddl_job'::regclass AND attname = 'settings' AND NOT attisdropped""";

    private static final String KEEP_SETTINGS = "UPDATE kintsugi.ddl_job SET settings = ? WHERE id = ?::uuid";

    private static final String STEP =
            "UPDATE kintsugi.ddl_step SET state = ?, error = ?, changed_at = clock_timestamp() WHERE job = ? AND ordinal = ?";

    private static final String END =
            "UPDATE kintsugi.ddl_job SET state = ?, error = nullif(?, ''), ended_at = clock_timestamp() WHERE number = ?";

    private static final String JOBS = """
            SELECT number, id::text, statement, search_path, kind, state, client, started_at, error,
                to_jsonb(ddl_job) ->> 'settings'
            FROM kintsugi.ddl_job WHERE state = 'running' ORDER BY number""";

    private static final String HELD = "SELECT state FROM kintsugi.ddl_job WHERE number = ? FOR SHARE";
    private static final String UNHELD = "SELECT state FROM kintsugi.ddl_job WHERE number = ? FOR UPDATE";

    private static final String STEPS =
            "SELECT ordinal, shard, state, error FROM kintsugi.ddl_step WHERE job = ? ORDER BY ordinal";

    @Override
    public void lock(Connection connection, Duration limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // 0 would wait for ever.
            statement.execute("SET lock_timeout = " + Math.max(1, limit.toMillis()));
            try {
                statement.execute("SELECT pg_advisory_lock(" + DDL_LOCK + ")");
            } finally {
                statement.execute("RESET lock_timeout");
            }
        } catch (SQLException failed) {
            if (LOCK_NOT_AVAILABLE.equals(failed.getSQLState())) {
                throw locked(connection, limit, failed);
            }
            throw failed;
        }
    }

    @Override
    public void unlock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + DDL_LOCK + ")");
        }
    }

    @Override
    public DdlJob begin(Connection connection, NewJob job) throws SQLException {
        String id = UUID.randomUUID().toString();
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setString(1, id);
            insert.setString(2, job.statement());
            insert.setString(3, job.searchPath());
            insert.setString(4, job.kind());
            insert.setString(5, job.client());
            insert.setArray(6, connection.createArrayOf("text", job.shards().toArray()));
            insert.executeUpdate();
        }
        keepSettings(connection, id, job);
        return unfinished(connection).stream()
                .filter(begun -> begun.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("job " + id + " was recorded and is not there"));
    }

    /** The job has not acted yet: one that stops here has changed nothing. */
    private static void keepSettings(Connection connection, String id, NewJob job) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(KEEPS_SETTINGS)) {
            rows.next();
            if (rows.getInt(1) == 0) {
                return;
            }
        }
        try (PreparedStatement update = connection.prepareStatement(KEEP_SETTINGS)) {
            update.setString(1, DdlSettings.encoded(job.settings()));
            update.setString(2, id);
            update.executeUpdate();
        }
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
    public void hold(Connection catalog, DdlJob job) throws SQLException {
        String state = state(catalog, HELD, job);
        if (!state.equalsIgnoreCase(DdlJob.State.RUNNING.name())) {
            throw new ShardException(
                            ErrorCode.DDL_INTERRUPTED,
                            "Schema change " + job.number()
                                    + " lost its lock and was given up by another client; it has" + " changed nothing.")
                    .withRemedy("Run it again.");
        }
    }

    @Override
    public void unheld(Connection connection, DdlJob job, Duration limit, Finding finding) throws SQLException {
        connection.setAutoCommit(false);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL lock_timeout = " + Math.max(1, limit.toMillis()));
            }
            state(connection, UNHELD, job);
            finding.run();
            connection.commit();
        } catch (SQLException failed) {
            connection.rollback();
            if (LOCK_NOT_AVAILABLE.equals(failed.getSQLState())) {
                throw new ShardException(
                        ErrorCode.DDL_LOCKED,
                        "Schema change " + job.number() + " is still run by a client that has lost its lock; waited "
                                + limit.toMillis() + " ms for it.",
                        failed);
            }
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String state(Connection connection, String sql, DdlJob job) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, job.number());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    @Override
    public List<DdlJob> unfinished(Connection connection) throws SQLException {
        List<DdlJob> jobs = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(JOBS)) {
            while (rows.next()) {
                jobs.add(job(connection, rows));
            }
        }
        return jobs;
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
                rows.getObject(8, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(rows.getString(9)),
                steps(connection, number));
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

    private static ShardException locked(Connection connection, Duration limit, SQLException cause)
            throws SQLException {
        String message =
                "Another schema change runs (" + holder(connection) + "); waited " + limit.toMillis() + " ms for it.";
        return new ShardException(ErrorCode.DDL_LOCKED, message, cause);
    }

    private static String holder(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HOLDER)) {
            select.setLong(1, DDL_LOCK);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? "client '" + rows.getString(2) + "', user '" + rows.getString(3) + "', backend "
                                + rows.getInt(1)
                        : "it has just ended";
            }
        }
    }
}
