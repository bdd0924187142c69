package io.kintsugi.engine.execution;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/** What a session runs right now, so that another thread can cancel it. Thread-safe. */
public final class RunningStatements {
    private final Set<Statement> statements = new CopyOnWriteArraySet<>();

    void add(Statement statement) {
        statements.add(statement);
    }

    void remove(Statement statement) {
        statements.remove(statement);
    }

    /** Asks every server to cancel; the statements end with its error. */
    public void cancel() throws SQLException {
        SQLException first = null;
        for (Statement statement : statements) {
            first = cancel(statement, first);
        }
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable SQLException cancel(Statement statement, @Nullable SQLException first) {
        try {
            statement.cancel();
            return first;
        } catch (SQLException failed) {
            if (first == null) {
                return failed;
            }
            first.addSuppressed(failed);
            return first;
        }
    }
}
