package io.kintsugi.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One parameter as it was set: the value for routing, and how to say it again to a native statement. Immutable: values
 * that the application could change afterwards have been copied.
 *
 * @param value what routing looks at; null for SQL NULL
 */
record Parameter(@Nullable Object value, Replay replay) {

    /** The setter that was called, with whatever arguments it had beside the value. */
    @FunctionalInterface
    interface Replay {
        void set(PreparedStatement target, int index, @Nullable Object value) throws SQLException;
    }

    void bind(PreparedStatement target, int index) throws SQLException {
        replay.set(target, index, value);
    }
}
