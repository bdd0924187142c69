package io.kintsugi.engine.merge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression over the values of one group, made ready. Stateless and thread-safe. */
public interface Computation {
    ValueType type();

    /** Its value: a Long, a Double, a Boolean, a decimal of the dialect, or a text; null for NULL. */
    @Nullable
    Object value(List<@Nullable String> row);

    /** A computation of a known type. */
    static Computation of(ValueType type, Body body) {
        return new Computation() {
            @Override
            public ValueType type() {
                return type;
            }

            @Override
            public @Nullable Object value(List<@Nullable String> row) {
                return body.value(row);
            }
        };
    }

    /** What computes the value. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object value(List<@Nullable String> row);
    }
}
