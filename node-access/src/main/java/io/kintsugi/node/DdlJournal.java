package io.kintsugi.node;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The catalog's record of schema changes. Every method takes a connection to the catalog's primary in autocommit mode:
 * what is written here must be there before the next step acts.
 */
public interface DdlJournal {
    /**
     * Makes this connection the only one in the cluster that changes the schema, until {@link #unlock} or its end.
     * DDL_LOCKED, naming the holder, when the limit passes.
     */
    void lock(Connection connection, Duration limit) throws SQLException;

    void unlock(Connection connection) throws SQLException;

    /** Records a job with all its steps pending, before it acts. */
    DdlJob begin(Connection connection, NewJob job) throws SQLException;

    void stepDone(Connection connection, DdlJob job, int ordinal) throws SQLException;

    void stepFailed(Connection connection, DdlJob job, int ordinal, String error) throws SQLException;

    /** The end of a job. */
    void end(Connection connection, DdlJob job, DdlJob.State state, String error) throws SQLException;

    /** Something to find out about a job, or to write down, in the catalog's transaction. */
    @FunctionalInterface
    interface Finding {
        void run() throws SQLException;
    }

    /**
     * Where a job's change and its mark are one transaction: inside that of the catalog, before it changes anything,
     * keeps others from giving the job up until the transaction ends. DDL_INTERRUPTED when somebody has done so: the
     * {@link #lock} is lost with its connection, and nothing tells the connections of the steps.
     */
    default void hold(Connection catalog, DdlJob job) throws SQLException {
        // Elsewhere each step has a lock of its own.
    }

    /**
     * Runs this while nobody {@link #hold holds} the job, and nobody can; what it writes on this connection is
     * committed together. DDL_LOCKED when the client that holds it goes on beyond the limit.
     */
    default void unheld(Connection connection, DdlJob job, Duration limit, Finding finding) throws SQLException {
        finding.run();
    }

    /** Jobs that have begun and not ended, oldest first. */
    List<DdlJob> unfinished(Connection connection) throws SQLException;

    /**
     * What is known of a job when it begins; {@code shards} are guard names in the order of the steps.
     *
     * @param settings what else the statement's meaning depends on; not kept by a journal that is older than this
     */
    record NewJob(
            String statement,
            String searchPath,
            Map<String, String> settings,
            String kind,
            String client,
            List<String> shards) {
        public NewJob {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
            shards = List.copyOf(shards);
        }

        /** Under nothing but the servers' own settings. */
        public NewJob(String statement, String searchPath, String kind, String client, List<String> shards) {
            this(statement, searchPath, Map.of(), kind, client, shards);
        }
    }
}
