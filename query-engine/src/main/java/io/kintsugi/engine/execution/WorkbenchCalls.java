package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.dialect.WorkbenchRules;
import io.kintsugi.engine.result.NativeResult;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What is said to a database of the workbench, by one statement until its deadline. Confined to one execution. */
final class WorkbenchCalls {
    private final ExecutionContext context;
    private final Deadline deadline;
    private final Backend backend;

    WorkbenchCalls(ExecutionContext context, Deadline deadline, Backend backend) {
        this.context = context;
        this.deadline = deadline;
        this.backend = backend;
    }

    WorkbenchRules rules() {
        return context.dialect().workbench();
    }

    /** Runs it; the caller closes the answer. */
    ShardAnswer query(ShardSql sql, Bindings bindings, int fetchSize, ExecuteOptions options) throws SQLException {
        ShardCall call = new ShardCall(
                backend,
                sql,
                bindings,
                fetchSize,
                options.rowsMax(),
                new GeneratedKeys.None(),
                options.resultSetType(),
                options.resultSetConcurrency(),
                false,
                options.fieldBytesMax(),
                Preludes.values(List.of(sql), backend, context));
        return call.run(context, deadline);
    }

    /** What to do with the rows of an answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Reads a short answer. */
    <T> T read(ShardSql sql, Bindings bindings, Reader<T> reader) throws SQLException {
        ShardAnswer answer = query(sql, bindings, 0, ExecuteOptions.DEFAULT);
        try {
            return reader.read(rowsOf(answer).rows());
        } finally {
            answer.statement().close();
        }
    }

    /** Runs what returns no rows and takes no parameters. */
    void run(String text) throws SQLException {
        query(new ShardSql(ShardId.CATALOG, text, List.of()), Bindings.NONE, 0, ExecuteOptions.DEFAULT)
                .statement()
                .close();
    }

    /** How many rows a change with one parameter has touched. */
    long change(String text, Bindings bindings) throws SQLException {
        ShardAnswer answer =
                query(new ShardSql(ShardId.CATALOG, text, List.of(1)), bindings, 0, ExecuteOptions.DEFAULT);
        try {
            return answer.count();
        } finally {
            answer.statement().close();
        }
    }

    /**
     * What is said from now on to the end of the transaction ends at the deadline by the server's own clock: COPY has
     * no other.
     */
    void limitCopies() throws SQLException {
        long left = deadline.remainingMillis();
        if (left > 0) {
            run("SELECT pg_catalog.set_config(name, LEAST(NULLIF(setting::bigint, 0), " + left + ")::text, true)"
                    + " FROM pg_catalog.pg_settings WHERE name = 'statement_timeout'");
        }
    }

    /** How many rows came into a table; a cancel ends it. */
    long copy(String copy, List<String> rows) throws SQLException {
        context.running().fetching(List.of(backend));
        try {
            return context.measurements().isPresent()
                    ? context.measurements().get().of(ShardId.CATALOG, backend, () -> copied(copy, rows))
                    : copied(copy, rows);
        } catch (SQLException failed) {
            backend.noteFailure(failed);
            throw failed;
        } finally {
            context.running().fetched();
        }
    }

    private long copied(String copy, List<String> rows) throws SQLException {
        return rules().copy(backend.connection(), copy, rows);
    }

    /** Throws on what ended the statement while it waited for a connection: no other database is asked then. */
    static void requireStatementGoesOn(Exception failed) {
        if (failed instanceof ShardException ended
                && (ended.code() == ErrorCode.CANCELLED || ended.code() == ErrorCode.STATEMENT_TIMEOUT)) {
            throw ended;
        }
    }

    static NativeResult rowsOf(ShardAnswer answer) {
        return answer.rows().orElseThrow(() -> new IllegalStateException("a read returned no rows"));
    }
}
