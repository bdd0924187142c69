package io.kintsugi.engine.api;

import io.kintsugi.router.ParameterValues;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one execution. Routing looks at their values; shards get each one by the very setter the
 * application called, so that every {@code setX} keeps its exact native meaning.
 */
public interface Bindings extends ParameterValues {
    /** No parameters at all. */
    Bindings NONE = new Bindings() {
        @Override
        public @Nullable Object value(int number) {
            return ParameterValues.NONE.value(number);
        }

        @Override
        public void bind(PreparedStatement target, int number, int targetIndex) {
            ParameterValues.NONE.value(number);
        }
    };

    /**
     * Replays the setter of parameter {@code number} on {@code target} at {@code targetIndex}; both 1-based. May be
     * called several times for one parameter (once for each shard), so a stream must have been read into memory before.
     */
    void bind(PreparedStatement target, int number, int targetIndex) throws SQLException;
}
