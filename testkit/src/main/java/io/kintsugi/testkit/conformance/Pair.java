package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.PlainDatabase;
import io.kintsugi.testkit.oracle.ShardedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One session of a case: the same on the cluster and on the plain database. Confined to one run. */
final class Pair implements AutoCloseable {
    private static final String PLAIN = "plain";

    private final Connection ours;
    private final Connection plain;
    private boolean inTransaction;

    private Pair(Connection ours, Connection plain) {
        this.ours = ours;
        this.plain = plain;
    }

    static Pair open(ShardedDatabase cluster, PlainDatabase plain, String mode) throws SQLException {
        Pair pair = new Pair(cluster.connect(), plain.connect());
        if (!mode.isEmpty()) {
            try (Statement statement = pair.ours.createStatement()) {
                statement.execute("SET kintsugi.transaction_mode = '" + mode + "'");
            }
        }
        return pair;
    }

    Connection ours() {
        return ours;
    }

    List<Outcome> onPlain(Step written) {
        Step step = written.on(PLAIN);
        List<Outcome> outcomes = StepRun.of(plain, step);
        if (SqlWords.startsTransaction(step.sql())) {
            inTransaction = true;
        } else if (SqlWords.endsTransaction(step.sql())) {
            inTransaction = false;
        }
        return outcomes;
    }

    /** What the plain database would say, with nothing left behind. */
    List<Outcome> tryOnPlain(Step written) throws SQLException {
        Step step = written.on(PLAIN);
        if (inTransaction) {
            return tryInTransaction(step);
        }
        boolean automatic = plain.getAutoCommit();
        plain.setAutoCommit(false);
        try {
            return StepRun.of(plain, step);
        } finally {
            plain.rollback();
            plain.setAutoCommit(automatic);
        }
    }

    /** Said in SQL, as the transaction was begun: the driver knows nothing of it. */
    private List<Outcome> tryInTransaction(Step step) throws SQLException {
        try (Statement statement = plain.createStatement()) {
            statement.execute("SAVEPOINT before_trial");
            try {
                return StepRun.of(plain, step);
            } finally {
                statement.execute("ROLLBACK TO SAVEPOINT before_trial");
            }
        } catch (SQLException doomed) {
            return List.of(Outcome.failed(doomed));
        }
    }

    @Override
    public void close() throws SQLException {
        @Nullable SQLException first = closed(ours, null);
        first = closed(plain, first);
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable SQLException closed(Connection connection, @Nullable SQLException before) {
        try {
            connection.close();
            return before;
        } catch (SQLException failed) {
            if (before == null) {
                return failed;
            }
            before.addSuppressed(failed);
            return before;
        }
    }
}
