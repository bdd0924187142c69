package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.router.plan.ShardSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgStatement;

/**
 * One text said to one shard.
 *
 * @param fetchSize 0 = all rows at once; more takes effect inside a transaction only
 * @param textForm whether values must come in text form
 */
record ShardCall(
        Backend backend,
        ShardSql sql,
        Bindings bindings,
        int fetchSize,
        long rowsMax,
        GeneratedKeys generatedKeys,
        int resultSetType,
        int resultSetConcurrency,
        boolean textForm) {

    /** Runs it; the connection keeps the answer until the result's statement is closed. */
    ShardAnswer run(RunningStatements running, Deadline deadline) throws SQLException {
        PreparedStatement statement = null;
        try {
            statement = prepare();
            configure(statement, deadline);
            bind(statement);
            return execute(statement, running);
        } catch (SQLException failed) {
            backend.noteFailure(failed);
            ShardOrigin.mark(failed, sql.shard(), backend);
            closeAfter(statement, failed);
            throw failed;
        } catch (RuntimeException failed) {
            closeAfter(statement, failed);
            throw failed;
        }
    }

    PreparedStatement prepare() throws SQLException {
        Connection connection = backend.connection();
        if (generatedKeys instanceof GeneratedKeys.All) {
            return connection.prepareStatement(sql.text(), PreparedStatement.RETURN_GENERATED_KEYS);
        }
        if (generatedKeys instanceof GeneratedKeys.Columns columns) {
            return connection.prepareStatement(sql.text(), columns.names().toArray(String[]::new));
        }
        // The native driver asks for updatable results in text form, always; for others the server may send binary.
        int concurrency = textForm ? ResultSet.CONCUR_UPDATABLE : resultSetConcurrency;
        return connection.prepareStatement(sql.text(), resultSetType, concurrency);
    }

    @SuppressWarnings("ReferenceEquality")
    void configure(PreparedStatement statement, Deadline deadline) throws SQLException {
        statement.setFetchSize(fetchSize);
        if (rowsMax > 0) {
            statement.setMaxRows((int) Math.min(rowsMax, Integer.MAX_VALUE));
        }
        if (bindings == Bindings.NONE) {
            // A plain statement is never prepared on the server: its values would come in binary form, with other
            // texts.
            statement.unwrap(PgStatement.class).setPrepareThreshold(0);
        }
        long millis = deadline.remainingMillis();
        if (millis > 0) {
            statement.unwrap(PgStatement.class).setQueryTimeoutMs(millis);
        }
    }

    void bind(PreparedStatement statement) throws SQLException {
        bind(statement, bindings, sql);
    }

    static void bind(PreparedStatement statement, Bindings bindings, ShardSql sql) throws SQLException {
        int index = 1;
        for (int number : sql.parameters()) {
            bindings.bind(statement, number, index);
            index++;
        }
    }

    private ShardAnswer execute(PreparedStatement statement, RunningStatements running) throws SQLException {
        running.add(statement);
        try {
            boolean hasRows = statement.execute();
            return ShardAnswer.of(this, statement, hasRows);
        } finally {
            running.remove(statement);
        }
    }

    private static void closeAfter(@Nullable PreparedStatement statement, Exception failed) {
        if (statement == null) {
            return;
        }
        try {
            statement.close();
        } catch (SQLException second) {
            failed.addSuppressed(second);
        }
    }
}
