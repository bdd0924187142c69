package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.backend.ShardOrigin;
import io.kintsugi.engine.dialect.StatementRequest;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.ShardSql;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

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
        boolean textForm,
        PreludeValues values) {

    /** Runs it; the connection keeps the answer until the result's statement is closed. */
    ShardAnswer run(RunningStatements running, Deadline deadline) throws SQLException {
        PreparedStatement statement = null;
        try {
            statement = prepare();
            statement = bound(statement);
            configure(statement, deadline);
            return isPlain() ? execute(statement, running) : executeAfterPrelude(statement, running);
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
        return backend.dialect().statements().prepare(backend.connection(), request());
    }

    void configure(PreparedStatement statement, Deadline deadline) throws SQLException {
        backend.dialect().statements().configure(statement, request(), deadline.remainingMillis());
    }

    @SuppressWarnings("ReferenceEquality")
    private StatementRequest request() {
        return new StatementRequest(
                sql.text(),
                bindings == Bindings.NONE,
                fetchSize,
                rowsMax,
                generatedKeys,
                resultSetType,
                resultSetConcurrency,
                textForm);
    }

    private PreparedStatement bound(PreparedStatement statement) throws SQLException {
        bind(statement, bindings, sql);
        return backend.dialect().statements().afterBinding(statement, request());
    }

    static void bind(PreparedStatement statement, Bindings bindings, ShardSql sql) throws SQLException {
        int index = 1;
        for (int number : sql.parameters()) {
            bindings.bind(statement, number, index);
            index++;
        }
    }

    private boolean isPlain() {
        return sql.prelude().equals(Prelude.NONE);
    }

    private ShardAnswer executeAfterPrelude(PreparedStatement statement, RunningStatements running)
            throws SQLException {
        PreludeRun prelude = new PreludeRun(backend, sql.prelude());
        prelude.before(values);
        try {
            ShardAnswer answer = execute(statement, running);
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
