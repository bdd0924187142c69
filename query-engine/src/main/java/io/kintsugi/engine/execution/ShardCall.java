package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.backend.ShardOrigin;
import io.kintsugi.engine.dialect.NativeStatements;
import io.kintsugi.engine.dialect.StatementRequest;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.ShardSql;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One text said to one shard.
 *
 * @param fetchSize 0 = all rows at once; more takes effect inside a transaction only
 * @param textForm whether values must come in text form
 * @param fieldBytesMax as of {@link io.kintsugi.engine.api.ExecuteOptions}
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
        boolean textForm,
        int fieldBytesMax,
        PreludeValues values) {

    /** Runs it; the connection keeps the answer until the result's statement is closed. */
    ShardAnswer run(ExecutionContext context, Deadline deadline) throws SQLException {
        Optional<Measurements> measurements = context.measurements();
        return measurements.isEmpty()
                ? run(context.running(), deadline)
                : measurements.get().of(this, () -> run(context.running(), deadline));
    }

    private ShardAnswer run(RunningStatements running, Deadline deadline) throws SQLException {
        NativeStatements driver = backend.dialect().statements();
        StatementRequest request = request();
        PreparedStatement statement = null;
        try {
            statement = driver.prepare(backend.connection(), request);
            bind(statement, bindings, sql);
            statement = driver.afterBinding(statement, request);
            driver.configure(statement, request, deadline.remainingMillis());
            return isPlain()
                    ? execute(statement, running, deadline)
                    : executeAfterPrelude(statement, running, deadline);
        } catch (SQLException failed) {
            backend.noteFailure(failed);
            if (fetchSize > 0) {
                backend.noteCursorFailure(failed);
            }
            ShardOrigin.mark(failed, sql.shard(), backend);
            closeAfter(statement, failed);
            throw failed;
        } catch (RuntimeException failed) {
            closeAfter(statement, failed);
            throw failed;
        }
    }

    /** The statement of a batch, to which entries are to be added. */
    PreparedStatement prepare(Deadline deadline) throws SQLException {
        NativeStatements driver = backend.dialect().statements();
        StatementRequest request = request();
        PreparedStatement statement = driver.prepare(backend.connection(), request);
        try {
            driver.configure(statement, request, deadline.remainingMillis());
            return statement;
        } catch (SQLException | RuntimeException failed) {
            closeAfter(statement, failed);
            throw failed;
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private StatementRequest request() {
        String text = sql.prelude().pinsTime()
                ? backend.dialect().preludes().pinned(sql.text(), values.instant())
                : sql.text();
        return new StatementRequest(
                text,
                bindings == Bindings.NONE,
                fetchSize,
                rowsMax,
                generatedKeys,
                resultSetType,
                resultSetConcurrency,
                textForm,
                fieldBytesMax);
    }

    static void bind(PreparedStatement statement, Bindings bindings, ShardSql sql) throws SQLException {
        List<Integer> numbers = sql.parameters();
        // Without an iterator: this runs for every statement.
        for (int i = 0; i < numbers.size(); i++) {
            bindings.bind(statement, numbers.get(i), i + 1);
        }
    }

    private boolean isPlain() {
        return sql.prelude().equals(Prelude.NONE);
    }

    private ShardAnswer executeAfterPrelude(PreparedStatement statement, RunningStatements running, Deadline deadline)
            throws SQLException {
        PreludeRun prelude = new PreludeRun(backend, sql.prelude());
        prelude.before(values);
        try {
            ShardAnswer answer = execute(statement, running, deadline);
            prelude.after(answer.generatedId());
            return answer;
        } catch (SQLException failed) {
            prelude.afterFailure(failed);
            throw failed;
        }
    }

    /** Whether ids are said to the session before it, so that it must run alone. */
    boolean takesIds() {
        return sql.prelude().insertId().isPresent();
    }

    /** Runs what has been added to the statement, or the one entry that has been bound where it {@link #takesIds}. */
    long[] executeBatch(PreparedStatement statement) throws SQLException {
        if (isPlain()) {
            return statement.executeLargeBatch();
        }
        PreludeRun prelude = new PreludeRun(backend, sql.prelude());
        prelude.before(values);
        try {
            long[] counts = takesIds() ? new long[] {statement.executeLargeUpdate()} : statement.executeLargeBatch();
            prelude.after(
                    takesIds()
                            ? backend.dialect().preludes().generatedId(statement, sql.prelude())
                            : OptionalLong.empty());
            return counts;
        } catch (SQLException failed) {
            prelude.afterFailure(failed);
            throw failed;
        }
    }

    private ShardAnswer execute(PreparedStatement statement, RunningStatements running, Deadline deadline)
            throws SQLException {
        StatementAlarm alarm = running.begin(statement, backend, deadline);
        if (alarm != null) {
            ShardAnswer answer = alarm.during(() -> answer(statement));
            alarm.requireSilent();
            return answer;
        }
        try {
            return answer(statement);
        } finally {
            running.end(statement);
        }
    }

    private ShardAnswer answer(PreparedStatement statement) throws SQLException {
        try {
            boolean hasRows = statement.execute();
            return ShardAnswer.of(this, statement, hasRows);
        } catch (SQLException failed) {
            // Before anything else is said on the connection.
            if (fetchSize > 0) {
                backend.settle(failed);
            }
            throw failed;
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
