package io.kintsugi.engine.result;

import io.kintsugi.engine.api.RowCursor;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes what stands behind a cursor, once, and reports failures of shards. Confined to the session. */
abstract class AbstractCursor implements RowCursor {
    private final List<? extends Statement> statements;
    private final Completion completion;
    private boolean closed;

    AbstractCursor(List<? extends Statement> statements, Completion completion) {
        this.statements = List.copyOf(statements);
        this.completion = completion;
    }

    /** Moves on; failures are reported by the caller. */
    abstract boolean advance() throws SQLException;

    /** Closes what is not among the statements; called once, before them. */
    void release() throws SQLException {}

    @Override
    public final boolean next() throws SQLException {
        completion.reading();
        try {
            return !closed && advance();
        } catch (SQLException failed) {
            completion.failed(failed);
            throw failed;
        } finally {
            completion.read();
        }
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    @Override
    public final void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        SQLException first = null;
        try {
            release();
        } catch (SQLException failed) {
            first = failed;
        }
        for (Statement statement : statements) {
            try {
                statement.close();
            } catch (SQLException failed) {
                first = with(first, failed);
            }
        }
        try {
            completion.closed();
        } catch (SQLException failed) {
            first = with(first, failed);
        }
        if (first != null) {
            throw first;
        }
    }

    private static SQLException with(@Nullable SQLException first, SQLException failed) {
        if (first == null) {
            return failed;
        }
        first.addSuppressed(failed);
        return first;
    }
}
